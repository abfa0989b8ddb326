import type { Json, JsonObject } from '../json';
import { readNumber } from '../jsonNumber';
import type { ObjectNode, Property, SyntaxDocument, SyntaxNode } from './tree';
import { hasPlaceholder } from './tree';

/** YAML has further forms, which become JSON as their values. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** Values already made, by object or array, so that a state's value is a part of its machine's value. */
const made = new WeakMap<SyntaxNode, Json>();

/**
 * The plain value of a node. Placeholders become their text, of duplicate keys the last one counts, and
 * a property without a value is left out. The value is shared: do not change it.
 */
export function toValue(node: SyntaxNode): Json {
  switch (node.kind) {
    case 'object':
      return toObject(node);
    case 'array': {
      const known = made.get(node);
      if (known) return known;
      const value = node.items.map(toValue);
      made.set(node, value);
      return value;
    }
    case 'null':
      return null;
    case 'placeholder':
      return node.text;
    case 'number':
      return JSON_NUMBER.test(node.text) ? readNumber(node.text) : node.value;
    default:
      return node.value;
  }
}

/** The plain value of an object node; see {@link toValue}. */
export function toObject(node: ObjectNode): JsonObject {
  const known = made.get(node);
  if (known) return known as JsonObject;
  const object: JsonObject = {};
  for (const { key, value } of node.properties) {
    if (value) setOwn(object, key.value, toValue(value));
  }
  made.set(node, object);
  return object;
}

/** Sets a property of the object itself, also where its name is `__proto__`. */
export function setOwn(object: JsonObject, name: string, value: Json): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[name] = value;
  }
}

/** The property of that name; of duplicates the last, as on AWS. */
export function propertyOf(node: ObjectNode | undefined, name: string): Property | undefined {
  if (!node) return undefined;
  for (let index = node.properties.length - 1; index >= 0; index--) {
    const property = node.properties[index];
    if (property?.key.value === name) return property;
  }
  return undefined;
}

/** The value of the property of that name, where there is one. */
export function valueOf(node: ObjectNode | undefined, name: string): SyntaxNode | undefined {
  return propertyOf(node, name)?.value;
}

/** The text of a string property; undefined for anything else. */
export function textOf(node: ObjectNode | undefined, name: string): string | undefined {
  const value = valueOf(node, name);
  return value?.kind === 'string' ? value.value : undefined;
}

/**
 * Whether a value is known only at deployment, as a whole or in part: a placeholder, a string with
 * `${Name}` in it, or CloudFormation's long forms `{"Ref": …}` and `{"Fn::…": …}`.
 */
export function isDeployTime(node: SyntaxNode | undefined): boolean {
  if (!node) return false;
  if (node.kind === 'placeholder') return true;
  if (node.kind === 'string') return hasPlaceholder(node.value);
  if (node.kind !== 'object' || node.properties.length !== 1) return false;
  const name = node.properties[0]?.key.value ?? '';
  return name === 'Ref' || name.startsWith('Fn::');
}

/** Whether a text stands in YAML without quotes. */
export function isBareText(node: SyntaxNode): boolean {
  return node.kind === 'string' && node.sourceOffset(0) === node.span.start;
}

/**
 * Whether what is known only at deployment is a text by then, whatever the value: a placeholder inside quotes, `!Ref` and its like,
 * which CloudFormation and SAM hand over as texts. Not so a bare `${N}`, and not what the Serverless Framework reads from a file
 * or from the service, which keeps its type.
 */
export function becomesText(node: SyntaxNode): boolean {
  if (node.kind === 'string') return hasPlaceholder(node.value) && !/\$\{(?!env:|opt:|AWS::)[^}]*[:(]/.test(node.value);
  if (node.kind === 'placeholder') return TEXT_TAGS.has(node.tag ?? '') && !isNoValue(node.argument);
  if (node.kind !== 'object' || !isDeployTime(node)) return false;
  const [only] = node.properties;
  return TEXT_FUNCTIONS.has(only?.key.value ?? '') && !isNoValue(only?.value);
}

const TEXT_FUNCTIONS = new Set(['Ref', 'Fn::Sub', 'Fn::GetAtt', 'Fn::Join', 'Fn::ImportValue']);
const TEXT_TAGS = new Set(['!Ref', '!Sub', '!GetAtt', '!Join', '!ImportValue']);

/** It takes the field away. */
function isNoValue(node: SyntaxNode | undefined): boolean {
  return node?.kind === 'string' && node.value === 'AWS::NoValue';
}

/** The innermost node at an offset, keys included; the place just behind a node still counts as its own. */
export function nodeAt(document: SyntaxDocument, offset: number): SyntaxNode | undefined {
  let node = document.root;
  if (!node || !covers(node.span, offset)) return undefined;
  for (;;) {
    const inner: SyntaxNode | undefined = childrenOf(node).find((child) => covers(child.span, offset));
    if (!inner) return node;
    node = inner;
  }
}

/** Keys and values of an object, or the items of an array, in source order. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'array') return node.items;
  if (node.kind !== 'object') return [];
  return node.properties.flatMap(({ key, value }) => (value ? [key, value] : [key]));
}

/** The names and indexes that lead from the root to a node. */
export function pathOf(node: SyntaxNode): (string | number)[] {
  const path: (string | number)[] = [];
  for (let inner = node; inner.parent; inner = inner.parent) {
    if (inner.property) path.push(inner.property.key.value);
    else if (inner.parent.kind === 'array') path.push(inner.parent.items.indexOf(inner));
  }
  return path.reverse();
}

/** The node a path of names and indexes leads to, from `node` on. */
export function nodeAtPath(node: SyntaxNode | undefined, path: readonly (string | number)[]): SyntaxNode | undefined {
  let inner = node;
  for (const step of path) {
    if (inner?.kind === 'object') inner = valueOf(inner, String(step));
    else if (inner?.kind === 'array') inner = inner.items[Number(step)];
    else return undefined;
  }
  return inner;
}

function covers(span: { start: number; end: number }, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
