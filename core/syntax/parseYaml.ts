import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { phrase, type Phrase } from '../l10n/phrase';
import * as tree from './buildTree';
import type { OpenObject, Place } from './buildTree';
import { placeAsWritten, writtenSpan } from './placeAsWritten';
import { parseCommonYaml } from './commonYaml';
import { composeYaml, MOST_ALIASED_NODES } from './composeYaml';
import type { ParsedText } from './parse';
import { ProblemList } from './problemList';
import { DEEPEST, tooDeep } from './tree';
import type { Span, StringNode, SyntaxNode } from './tree';
import { yamlScalarOffset } from './yamlScalarOffset';
import type { ScalarStyle } from './yamlScalarOffset';

/** YAML's own tags that JSON has a value for; `!Ref` and its like are CloudFormation's. */
const KNOWN_TAG = /^(!.*|tag:yaml\.org,2002:(str|int|float|bool|null|map|seq))$/;

/**
 * Reads YAML 1.2. CloudFormation's tags (`!Ref`, `!GetAtt`, `!If` …) become placeholders, `!Sub "text"`
 * its text; aliases become what their anchor holds, and `<<` merges. What cannot be read, or not as far as it goes,
 * becomes a placeholder too, and a problem: nothing may take it for a value.
 */
export function parseYaml(text: string): ParsedText {
  return parseCommonYaml(text) ?? parseAnyYaml(text);
}

/** As {@link parseYaml}, of the library's document: what it makes of a common text {@link parseCommonYaml} makes, too. */
export function parseAnyYaml(text: string): ParsedText {
  const composed = composeYaml(text);
  const problems = new ProblemList();
  composed.problems.forEach((problem) => problems.add(problem));
  const contents = composed.document?.contents;
  if (!contents || (isScalar(contents) && contents.value === null && contents.source === '')) {
    if (problems.all.length === 0) {
      const message =
        text.trim() === ''
          ? phrase`The file is empty. A state machine must be a mapping with StartAt and States.`
          : phrase`The file contains no data. A state machine must be a mapping with StartAt and States.`;
      problems.add({ code: 'yaml-syntax', message, span: { start: 0, end: text.length } });
    }
    return { problems: problems.all };
  }
  const { mended } = composed;
  const found = mended ? new ProblemList() : problems;
  const root = new YamlConverter(mended?.text ?? text, composed.sources, found).node(contents, {}, 0);
  if (mended) {
    placeAsWritten(root, mended);
    found.all.forEach((problem) => problems.add({ ...problem, span: writtenSpan(problem.span, mended) }));
  }
  return { root, problems: problems.all };
}

/** Made when it is needed: the first number that is written for people costs every start ten milliseconds. */
const tooMany = (): Phrase =>
  phrase`The aliases in this file expand to more than ${MOST_ALIASED_NODES.toLocaleString('en')} values, which is more than AWS accepts: from here on they are not read.`;

const MISFIT = Symbol('a value that its tag does not fit');

/** The library leaves a value as it is written where it does not see what the tag wants: `!!float 3`, `!!bool yes`. */
function valueOfTag({ tag, value, source }: Scalar): unknown {
  const wanted = /^tag:yaml\.org,2002:(int|float|bool|null)$/.exec(tag ?? '')?.[1];
  if (wanted === undefined || typeof value !== 'string') return value;
  const number = Number(source);
  return (wanted === 'int' || wanted === 'float') && value.trim() !== '' && Number.isFinite(number) ? number : MISFIT;
}

class YamlConverter {
  /** Anchored nodes that are being converted: an alias to one of them would never end. */
  private readonly open = new Set<Node>();
  /** The alias in the text that is being followed, outermost of those within one another. */
  private followed: Span | undefined;
  private aliasedNodes = 0;
  private isTooDeep = false;

  constructor(
    private readonly text: string,
    private readonly sources: ReadonlyMap<Alias, Node>,
    private readonly problems: ProblemList,
  ) {}

  node(node: Node, place: Place, depth: number): SyntaxNode {
    if (isAlias(node) || !node.anchor) return this.convert(node, place, depth);
    this.open.add(node);
    const converted = this.convert(node, place, depth);
    this.open.delete(node);
    return converted;
  }

  private convert(node: Node, place: Place, depth: number): SyntaxNode {
    const span = this.spanOf(node);
    if (this.followed && this.isSpent(1, this.followed)) return tree.unreadNode(span, place);
    if (depth > DEEPEST) {
      if (!this.isTooDeep) {
        const at = this.followed ?? span;
        this.problems.add({ code: 'yaml-syntax', isTooDeep: true, message: tooDeep(), span: at });
      }
      this.isTooDeep = true;
      return tree.unreadNode(span, place);
    }
    if (isAlias(node)) return this.alias(node, place, depth);
    const tag = node.tag;
    if (tag !== undefined && !KNOWN_TAG.test(tag)) {
      this.report(phrase`This tag has no meaning here: JSON cannot represent its values.`, this.tagSpan(node));
      return tree.unreadNode(span, place);
    }
    if (tag === '!Sub') return this.sub(node, place, depth);
    if (tag?.startsWith('!') && tag !== '!') return this.tagged(tag, node, place, depth);
    return this.untagged(node, place, depth);
  }

  private untagged(node: Node, place: Place, depth: number): SyntaxNode {
    const span = this.spanOf(node);
    if (isMap(node)) return this.map(node, place, depth);
    if (isSeq(node)) {
      const array = tree.arrayNode(span.start, place);
      array.span.end = span.end;
      for (const item of node.items) {
        if (item) array.items.push(this.node(item as Node, { parent: array }, depth + 1));
      }
      if (!node.flow) array.span.end = array.items.at(-1)?.span.end ?? span.end;
      return array;
    }
    return this.scalar(node as Scalar, place);
  }

  /** `!Sub` is its text, for the sake of definitions in it. */
  private sub(node: Node, place: Place, depth: number): SyntaxNode {
    const [text, names] = isSeq(node) ? (node.items as Node[]) : [node];
    if (!isScalar(text)) return this.tagged('!Sub', node, place, depth);
    return this.scalar(text, place, { names: names && this.node(names, {}, depth + 1) });
  }

  /** Whether aliases stand for too much already; said once, where the first one too many is. */
  private isSpent(nodes: number, at: Span): boolean {
    const wasSpent = this.aliasedNodes > MOST_ALIASED_NODES;
    this.aliasedNodes += nodes;
    const isSpent = this.aliasedNodes > MOST_ALIASED_NODES;
    if (isSpent && !wasSpent) this.report(tooMany(), at);
    return isSpent;
  }

  private map(map: YAMLMap, place: Place, depth: number): SyntaxNode {
    const span = this.spanOf(map);
    const object = tree.objectNode(span.start, place);
    object.span.end = span.end;
    if (!this.properties(map, object, depth)) return tree.unreadNode(span, place);
    if (!map.flow) object.span.end = Math.max(object.properties.at(-1)?.span.end ?? span.end, span.start);
    tree.reportDuplicateKeys(object, this.problems);
    return object;
  }

  /** @returns false where a merge was not read to its end: what is missing must not count as absent */
  private properties(map: YAMLMap, object: OpenObject, depth: number): boolean {
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      if (isScalar(pair.key) && pair.key.source === '<<' && pair.value) {
        if (!this.merge(pair.value, map, object, depth)) return false;
        continue;
      }
      const keySpan = this.spanOf(pair.key);
      const property = tree.openProperty(object, keySpan.start, keySpan.end, (place) => this.key(pair.key, place));
      if (pair.value) {
        property.value = this.node(pair.value, { parent: object, property }, depth + 1);
        if (!isAlias(pair.value)) property.span.end = Math.max(property.span.end, property.value.span.end);
      }
    }
    return true;
  }

  /** `<<: *anchor`: what the map itself says stands above what it merges. */
  private merge(value: Node, into: YAMLMap, object: OpenObject, depth: number): boolean {
    const own = new Set(into.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')));
    for (const source of isSeq(value) ? (value.items as Node[]) : [value]) {
      const merged = isAlias(source) ? this.sources.get(source) : source;
      if (!isMap(merged)) {
        const isMissing = isAlias(source) && !merged;
        if (isMissing) this.reportNoAnchor(source);
        else this.report(phrase`A mapping, or an alias of one, must follow <<.`, this.spanOf(source));
        continue;
      }
      // To look at a key costs as much as to take it.
      if (this.isSpent(merged.items.length, this.followed ?? this.spanOf(source))) return false;
      const taken = merged.items.filter(({ key }) => isScalar(key) && !own.has(String(key.value)));
      const part = Object.assign(Object.create(Object.getPrototypeOf(merged) as object) as YAMLMap, merged, {
        items: taken,
      });
      if (this.follow(merged, source, () => this.properties(part, object, depth + 1)) === false) return false;
      for (const { key } of taken) if (isScalar(key)) own.add(String(key.value));
    }
    return true;
  }

  private alias(alias: Alias, place: Place, depth: number): SyntaxNode {
    const source = this.sources.get(alias);
    if (!source) this.reportNoAnchor(alias);
    const found = source && this.follow(source, alias, () => this.node(source, place, depth + 1));
    return found ?? tree.unreadNode(this.spanOf(alias), place);
  }

  /** Undefined, and a problem, where the alias stands within its own anchor: that would never end. */
  private follow<T>(source: Node, alias: Node, convert: () => T): T | undefined {
    if (this.open.has(source)) {
      const name = isAlias(alias) ? `*${alias.source}` : '<<';
      this.report(phrase`${name} contains itself.`, this.spanOf(alias));
      return undefined;
    }
    const outer = this.followed;
    this.followed ??= this.spanOf(alias);
    this.open.add(source);
    const converted = convert();
    this.open.delete(source);
    this.followed = outer;
    return converted;
  }

  private tagged(tag: string, node: Node, place: Place, depth: number): SyntaxNode {
    const value = this.spanOf(node);
    const start = this.text.lastIndexOf(tag, value.start);
    const span = { start: start < 0 ? value.start : start, end: value.end };
    const argument = this.untagged(node, {}, depth + 1);
    return tree.placeholderNode(span, this.text.slice(span.start, span.end), place, { tag, argument });
  }

  private scalar(scalar: Scalar, place: Place, sub?: StringNode['sub']): SyntaxNode {
    const span = this.spanOf(scalar);
    const value = valueOfTag(scalar);
    if (value === MISFIT) {
      this.report(phrase`This tag does not fit its value.`, this.tagSpan(scalar));
      return tree.unreadNode(span, place);
    }
    if (value === null || value === undefined) return tree.nullNode(span, place);
    if (typeof value === 'boolean') return tree.booleanNode(span, value, place);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.report(phrase`JSON cannot represent this number.`, span);
      return tree.unreadNode(span, place);
    }
    if (typeof value === 'number') return tree.numberNode(span, scalar.source ?? String(value), value, place);
    return this.string(scalar, span, String(value), place, sub);
  }

  private key(key: Node, place: Place): StringNode {
    const span = this.spanOf(key);
    if (isScalar(key)) {
      return this.string(key, span, key.value === null ? (key.source ?? '') : String(key.source ?? key.value), place);
    }
    const written = this.text.slice(span.start, span.end);
    if (!isAlias(key)) this.report(phrase`A key must be a name here, not a list or a mapping.`, span);
    return tree.stringNode(span, written, (index) => span.start + index, place);
  }

  private string(scalar: Scalar, span: Span, value: string, place: Place, sub?: StringNode['sub']): StringNode {
    const style = (scalar.type ?? 'PLAIN') as ScalarStyle;
    const offset = yamlScalarOffset(this.text, span.start, span.end, value, style);
    return tree.stringNode(span, value, offset, place, sub);
  }

  /** A tag as it is written before its value; the value where it is not to be found there. */
  private tagSpan(node: Node): Span {
    const span = this.spanOf(node);
    const written = /!\S*\s*(?:&\S*\s*)?$/.exec(this.text.slice(Math.max(0, span.start - 200), span.start))?.[0];
    return written === undefined ? span : { start: span.start - written.length, end: span.end };
  }

  /** A block scalar's range runs to the next line's start; what follows its last line break is none of it. */
  private spanOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    let last = end;
    while (last > start && /\s/.test(this.text.charAt(last - 1))) last--;
    return { start, end: last };
  }

  private reportNoAnchor(alias: Alias): void {
    const message = phrase`No anchor &${alias.source} is defined before this.`;
    this.problems.add({ code: 'yaml-syntax', message, span: this.spanOf(alias), isSmall: true });
  }

  private report(message: Phrase, span: Span): void {
    this.problems.add({ code: 'yaml-syntax', message, span });
  }
}
