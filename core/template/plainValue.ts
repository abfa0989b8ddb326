import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Json, JsonObject } from '../json';
import type { SyntaxNode } from '../syntax/tree';
import { setOwn, toValue } from '../syntax/value';

/** Short tags whose long form is not `Fn::` and the tag's name. */
const LONG_FORMS: { readonly [tag: string]: string } = { '!Ref': 'Ref', '!Condition': 'Condition' };

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
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
  return document.contents && document.errors.length === 0 ? fromYaml(document.contents, document, 0) : text;
}

function fromYaml(node: Node, document: Document, depth: number): Json {
  if (depth > 100) return null;
  if (isAlias(node)) {
    const source = node.resolve(document as Document.Parsed);
    return source ? fromYaml(source, document, depth + 1) : null;
  }
  const value = untagged(node, document, depth);
  const { tag } = node;
  if (!tag?.startsWith('!') || tag === '!') return value;
  return { [LONG_FORMS[tag] ?? `Fn::${tag.slice(1)}`]: value };
}

function untagged(node: Node, document: Document, depth: number): Json {
  if (isSeq(node)) return (node.items as Node[]).map((item) => fromYaml(item, document, depth + 1));
  if (isMap(node)) {
    const object: JsonObject = {};
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      setOwn(object, name, value ? fromYaml(value as Node, document, depth + 1) : null);
    }
    return object;
  }
  if (!isScalar(node)) return null;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
