import { isAlias, isMap, isScalar, isSeq, parseDocument as parseYamlDocument } from 'yaml';
import type { Alias, Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import * as tree from './buildTree';
import type { OpenObject, Place } from './buildTree';
import type { ParsedText } from './parse';
import type { Span, StringNode, SyntaxNode, SyntaxProblem } from './tree';
import { nestedBeyond } from './yamlNesting';
import { yamlScalarOffset } from './yamlScalarOffset';
import type { ScalarStyle } from './yamlScalarOffset';

/** What anchors may expand to altogether: far above any definition, far below what would fill the memory. */
const MOST_ALIASED_NODES = 20_000;
const DEEPEST = 500;
/** Counted before the text is read, which is not as exact; some 800 levels are what the library has stack for. */
const DEEPEST_READ = 600;

/**
 * Reads YAML 1.2. CloudFormation's tags (`!Ref`, `!GetAtt`, `!If` …) become placeholders, `!Sub "text"`
 * its text; aliases become what their anchor holds, and `<<` merges.
 */
export function parseYaml(text: string): ParsedText {
  const tooDeep = nestedBeyond(text, DEEPEST_READ);
  if (tooDeep !== undefined) {
    const message = `Values are nested more than ${DEEPEST} levels deep; nothing of this file is read.`;
    return { problems: [{ code: 'yaml-syntax', message, span: { start: tooDeep, end: tooDeep + 1 } }] };
  }
  let document: Document.Parsed;
  try {
    document = parseYamlDocument(text, {
      // The library compares every key with every other; reportDuplicateKeys does it in one pass.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    // Only nesting beyond the stack gets here.
    const message = `This YAML cannot be read: ${sentence(error instanceof Error ? error.message : String(error))}`;
    return { problems: [{ code: 'yaml-syntax', message, span: { start: 0, end: Math.min(1, text.length) } }] };
  }
  const problems = document.errors.map((error): SyntaxProblem => {
    // The library places what is missing at the end behind the end.
    const start = Math.max(0, Math.min(error.pos[0], text.trimEnd().length - 1));
    const end = Math.max(start + 1, Math.min(error.pos[1], text.length));
    return { code: 'yaml-syntax', message: sentence(error.message), span: { start, end } };
  });
  const contents = document.contents;
  if (!contents || (isScalar(contents) && contents.value === null && contents.source === '')) {
    if (problems.length === 0) {
      const message = 'The file is empty; a state machine is a mapping with StartAt and States.';
      problems.push({ code: 'yaml-syntax', message, span: { start: 0, end: text.length } });
    }
    return { problems };
  }
  const converter = new YamlConverter(text, document, problems);
  return { root: converter.node(contents, {}, 0), problems };
}

/** The library's words; where it ran out of stack, what that means. */
function sentence(message: string): string {
  if (message.includes('call stack')) return 'Values are nested too deeply to be read.';
  return message.endsWith('.') ? message : `${message}.`;
}

class YamlConverter {
  /** Anchored nodes that are being converted: an alias to one of them would never end. */
  private readonly open = new Set<Node>();
  private expanding = 0;
  private aliasedNodes = 0;

  constructor(
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly problems: SyntaxProblem[],
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
    if (this.expanding > 0 && ++this.aliasedNodes > MOST_ALIASED_NODES) return tree.nullNode(span, place);
    if (depth > DEEPEST) {
      this.report(`Values are nested more than ${DEEPEST} levels deep; nothing below is read.`, span);
      return tree.nullNode(span, place);
    }
    if (isAlias(node)) return this.alias(node, place, depth);
    const tag = node.tag;
    if (tag?.startsWith('!') && tag !== '!' && tag !== '!Sub') return this.tagged(tag, node, place);
    if (tag === '!Sub' && isSeq(node)) {
      const [template] = node.items;
      return isScalar(template) ? this.scalar(template, place) : this.tagged(tag, node, place);
    }
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
    return this.scalar(node, place);
  }

  private map(map: YAMLMap, place: Place, depth: number): OpenObject {
    const span = this.spanOf(map);
    const object = tree.objectNode(span.start, place);
    object.span.end = span.end;
    this.properties(map, object, depth);
    if (!map.flow) object.span.end = Math.max(object.properties.at(-1)?.span.end ?? span.end, span.start);
    tree.reportDuplicateKeys(object, this.problems);
    return object;
  }

  private properties(map: YAMLMap, object: OpenObject, depth: number): void {
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      if (isScalar(pair.key) && pair.key.source === '<<' && pair.value) {
        this.merge(pair.value, map, object, depth);
        continue;
      }
      const keySpan = this.spanOf(pair.key);
      const property = tree.openProperty(object, keySpan.start, keySpan.end, (place) => this.key(pair.key, place));
      if (pair.value) {
        property.value = this.node(pair.value, { parent: object, property }, depth + 1);
        if (!isAlias(pair.value)) property.span.end = Math.max(property.span.end, property.value.span.end);
      }
    }
  }

  /** `<<: *anchor`: what the map itself says stands above what it merges. */
  private merge(value: Node, into: YAMLMap, object: OpenObject, depth: number): void {
    const own = new Set(into.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')));
    for (const source of isSeq(value) ? (value.items as Node[]) : [value]) {
      const merged = isAlias(source) ? source.resolve(this.document) : source;
      if (!isMap(merged) || this.open.has(merged) || depth > DEEPEST) continue;
      this.open.add(merged);
      this.expanding++;
      const taken = merged.items.filter(({ key }) => isScalar(key) && !own.has(String(key.value)));
      const part = Object.assign(Object.create(Object.getPrototypeOf(merged) as object) as YAMLMap, merged, {
        items: taken,
      });
      this.properties(part, object, depth + 1);
      for (const { key } of taken) if (isScalar(key)) own.add(String(key.value));
      this.expanding--;
      this.open.delete(merged);
    }
  }

  private alias(alias: Alias, place: Place, depth: number): SyntaxNode {
    const source = alias.resolve(this.document);
    if (!source || this.open.has(source)) {
      const span = this.spanOf(alias);
      this.report(source ? `*${alias.source} holds itself.` : `There is no anchor &${alias.source} before this.`, span);
      return tree.nullNode(span, place);
    }
    this.expanding++;
    const node = this.node(source, place, depth + 1);
    this.expanding--;
    return node;
  }

  private tagged(tag: string, node: Node, place: Place): SyntaxNode {
    const value = this.spanOf(node);
    const start = this.text.lastIndexOf(tag, value.start);
    const span = { start: start < 0 ? value.start : start, end: value.end };
    return tree.placeholderNode(span, this.text.slice(span.start, span.end), place);
  }

  private scalar(scalar: Scalar, place: Place): SyntaxNode {
    const span = this.spanOf(scalar);
    const { value } = scalar;
    if (value === null || value === undefined) return tree.nullNode(span, place);
    if (typeof value === 'boolean') return tree.booleanNode(span, value, place);
    if (typeof value === 'number') return tree.numberNode(span, scalar.source ?? String(value), value, place);
    return this.string(scalar, span, String(value), place);
  }

  private key(key: Node, place: Place): StringNode {
    const span = this.spanOf(key);
    if (isScalar(key)) {
      return this.string(key, span, key.value === null ? (key.source ?? '') : String(key.source ?? key.value), place);
    }
    const written = this.text.slice(span.start, span.end);
    if (!isAlias(key)) this.report('A key is a name here, not a list or a mapping.', span);
    return tree.stringNode(span, written, (index) => span.start + index, place);
  }

  private string(scalar: Scalar, span: Span, value: string, place: Place): StringNode {
    const style = (scalar.type ?? 'PLAIN') as ScalarStyle;
    const offset = yamlScalarOffset(this.text, span.start, span.end, value, style);
    return tree.stringNode(span, value, offset, place);
  }

  /** A block scalar's range runs to the next line's start; what follows its last line break is none of it. */
  private spanOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    let last = end;
    while (last > start && /\s/.test(this.text.charAt(last - 1))) last--;
    return { start, end: last };
  }

  private report(message: string, span: Span): void {
    this.problems.push({ code: 'yaml-syntax', message, span });
  }
}
