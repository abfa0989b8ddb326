import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, YAMLMap } from 'yaml';
import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import { composeYaml, MOST_ALIASED_NODES } from '../syntax/composeYaml';
import type { ComposedYaml } from '../syntax/composeYaml';
import { DEEPEST } from '../syntax/tree';
import type { SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { setOwn, toValue } from '../syntax/value';

/** Short tags whose long form is not `Fn::` and the tag's name. */
const LONG_FORMS: { readonly [tag: string]: string } = { '!Ref': 'Ref', '!Condition': 'Condition' };

/**
 * The plain value of a whole template. The tree shows `!Sub "text"` as its text, for the sake of definitions
 * in it; here the two must differ, so a text with such tags is read once more. So is one whose tagged values may hold
 * aliases: what an alias stands for is not to be found in the tag's own text.
 */
export function plainTemplate(document: SyntaxDocument): Json | undefined {
  const { text } = document;
  const isTwofold = text.includes('!Sub') || (text.includes('!') && text.includes('*'));
  if (document.language !== 'yaml' || !isTwofold) return document.root && plainValue(document.root);
  const composed = composeYaml(text);
  const contents = composed.document?.contents;
  return contents ? fromYaml(contents, reading(composed), 0) : undefined;
}

/**
 * The plain value of a node of a template, CloudFormation's functions all in their long form:
 * `!GetAtt Charge.Arn` becomes `{"Fn::GetAtt": "Charge.Arn"}`, so that readers know one spelling only.
 */
export function plainValue(node: SyntaxNode): Json {
  switch (node.kind) {
    case 'placeholder':
      return node.text.startsWith('!') ? taggedValue(node.text) : node.text;
    case 'array':
      return node.items.map(plainValue);
    case 'object': {
      const object: JsonObject = {};
      for (const { key, value } of node.properties) if (value) setOwn(object, key.value, plainValue(value));
      return object;
    }
    default:
      return toValue(node);
  }
}

/** The value of a YAML text that begins with a tag, such as `!Join [":", [a, !Ref B]]`; the text where not all of it is known. */
function taggedValue(text: string): Json {
  const composed = composeYaml(text);
  const contents = composed.document?.contents;
  if (!contents || composed.problems.length > 0) return text;
  const read = reading(composed);
  const value = fromYaml(contents, read, 0);
  return read.isPartial ? text : value;
}

/** The bounds are those of the tree, which tells where one is passed. */
interface YamlReading {
  readonly sources: ComposedYaml['sources'];
  /** Aliases that are being followed: one within its own anchor would never end. */
  readonly open: Set<Node>;
  aliasedNodes: number;
  /** Whether something was left out. */
  isPartial: boolean;
}

function reading({ sources }: ComposedYaml): YamlReading {
  return { sources, open: new Set(), aliasedNodes: 0, isPartial: false };
}

/** In place of what was left out: a text that names nothing. */
const LEFT_OUT = '…';

function fromYaml(node: Node, reading: YamlReading, depth: number): Json {
  const isTooMuch = reading.open.size > 0 && ++reading.aliasedNodes > MOST_ALIASED_NODES;
  const source = isAlias(node) ? reading.sources.get(node) : undefined;
  const leadsNowhere = isAlias(node) && (!source || reading.open.has(source));
  if (isTooMuch || leadsNowhere || depth > DEEPEST) {
    reading.isPartial = true;
    return LEFT_OUT;
  }
  if (source) {
    reading.open.add(source);
    const value = fromYaml(source, reading, depth + 1);
    reading.open.delete(source);
    return value;
  }
  const value = untagged(node, reading, depth);
  const { tag } = node;
  if (!tag?.startsWith('!') || tag === '!') return value;
  return { [LONG_FORMS[tag] ?? `Fn::${tag.slice(1)}`]: value };
}

function untagged(node: Node, reading: YamlReading, depth: number): Json {
  if (isSeq(node)) return (node.items as Node[]).map((item) => fromYaml(item, reading, depth + 1));
  if (isMap(node)) return mapValue(node, reading, depth);
  if (!isScalar(node)) return null;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function mapValue(map: YAMLMap, reading: YamlReading, depth: number): JsonObject {
  const object: JsonObject = {};
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    const plain = value ? fromYaml(value as Node, reading, depth + 1) : null;
    if (name !== '<<') setOwn(object, name, plain);
    // `<<: *anchor`: what the map itself says stands above what it merges.
    else
      for (const merged of Array.isArray(plain) ? plain : [plain])
        Object.assign(object, { ...asObject(merged), ...object });
  }
  return object;
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
