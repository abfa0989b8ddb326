import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import type { SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { setOwn, toValue } from '../syntax/value';

const YAML_OPTIONS = { logLevel: 'silent', prettyErrors: false, uniqueKeys: false } as const;

/** Short tags whose long form is not `Fn::` and the tag's name. */
const LONG_FORMS: { readonly [tag: string]: string } = { '!Ref': 'Ref', '!Condition': 'Condition' };

/**
 * The plain value of a whole template. The tree shows `!Sub "text"` as its text, for the sake of definitions
 * in it; here the two must differ, so a text with such tags is read once more.
 */
export function plainTemplate(document: SyntaxDocument): Json | undefined {
  if (document.language !== 'yaml' || !document.text.includes('!Sub')) {
    return document.root && plainValue(document.root);
  }
  const tagged = parseDocument(document.text, YAML_OPTIONS);
  return tagged.contents ? fromYaml(tagged.contents, { document: tagged, left: MOST_NODES }, 0) : undefined;
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

/** The value of a YAML text that begins with a tag, such as `!Join [":", [a, !Ref B]]`. */
function taggedValue(text: string): Json {
  const document = parseDocument(text, YAML_OPTIONS);
  return document.contents && document.errors.length === 0
    ? fromYaml(document.contents, { document, left: MOST_NODES }, 0)
    : text;
}

/** What aliases may expand to altogether, and how deep: far above any template. */
const MOST_NODES = 500_000;
const DEEPEST = 100;

interface YamlReading {
  readonly document: Document.Parsed;
  /** How many nodes may still be read. */
  left: number;
}

function fromYaml(node: Node, reading: YamlReading, depth: number): Json {
  if (depth > DEEPEST || reading.left-- <= 0) return null;
  if (isAlias(node)) {
    const source = node.resolve(reading.document);
    return source ? fromYaml(source, reading, depth + 1) : null;
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
