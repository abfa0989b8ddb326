import type { Json, JsonObject } from '../json';
import { isJsonObject, objectOf } from '../json';
import { phrase } from '../l10n/phrase';
import type { ObjectNode, Property, Span, SyntaxDocument, SyntaxNode } from '../syntax/tree';
import { propertyOf, setOwn, valueOf } from '../syntax/value';
import { isLoopKey, withVariable } from './loops';
import { plainValue } from './plainValue';
import { own } from './resolution';
import { conditionOf, plainOf, plainText, resolveValue, textOf } from './resolveValue';
import type { TemplateScope } from './scope';

/** One resource of a template, its values plain and in the long form. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  /** Where it stands; of several that a loop makes each has the same. */
  readonly key: Span;
  readonly node: ObjectNode;
  /** What `Globals` says for all of its type. */
  readonly globalNode?: ObjectNode;
  /** With what `Globals` says. */
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  readonly condition?: string;
  readonly document: SyntaxDocument;
  readonly scope: TemplateScope;
  /** Variables of the loops around it. */
  readonly variables: JsonObject;
}

/** SAM's Globals apply to its own types only. */
const GLOBALS: { readonly [type: string]: string } = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::StateMachine': 'StateMachine',
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
};

/** An entry of a section, with the loops of `Fn::ForEach` written out. */
export interface Declared {
  readonly name: string;
  readonly property: Property;
  readonly plain: Json;
  readonly variables: JsonObject;
}

export function* declaredIn(
  section: SyntaxNode | undefined,
  scope: TemplateScope,
  variables: JsonObject = {},
): Generator<Declared> {
  if (section?.kind !== 'object') return;
  for (const property of section.properties) {
    const { key, value } = property;
    if (!value) continue;
    if (!isLoopKey(key.value)) {
      yield {
        name: filled(key.value, variables) as string,
        property,
        plain: filled(plainValue(value), variables),
        variables,
      };
      continue;
    }
    const [variable, list, body] = value.kind === 'array' ? value.items : [];
    if (variable?.kind !== 'string' || !list) continue;
    const items = plainOf(resolveValue(filled(plainValue(list), variables), scope), scope);
    for (const item of Array.isArray(items) ? items : []) {
      yield* declaredIn(body, scope, { ...variables, [variable.value]: plainText(item) });
    }
  }
}

function filled(value: Json, variables: JsonObject): Json {
  return Object.entries(variables).reduce((filling, [name, item]) => withVariable(filling, name, String(item)), value);
}

export function resourceOf(
  { name, property, plain, variables }: Declared,
  root: ObjectNode,
  document: SyntaxDocument,
  scope: TemplateScope,
): Resource | undefined {
  const type = own(plain, 'Type');
  const node = property.value;
  if (typeof type !== 'string' || node?.kind !== 'object') return undefined;
  const globalNode = Object.hasOwn(GLOBALS, type)
    ? valueOf(objectNode(valueOf(root, 'Globals')), GLOBALS[type]!)
    : undefined;
  const condition = own(plain, 'Condition');
  return {
    logicalId: name,
    type,
    key: property.key.span,
    node,
    globalNode: objectNode(globalNode),
    properties: merge(globalNode && plainValue(globalNode), own(plain, 'Properties')),
    metadata: objectOf(own(plain, 'Metadata')),
    ...(typeof condition === 'string' && { condition }),
    document,
    scope: { ...scope, place: { file: document.uri, line: document.positionAt(property.key.span.start).line } },
    variables,
  };
}

/** SAM's merge: maps by key, lists one behind the other, everything else as the resource says. Source: SAM, "Globals section". */
export function merge(global: Json | undefined, local: Json | undefined): JsonObject {
  const merged: JsonObject = { ...objectOf(global) };
  for (const [name, value] of Object.entries(objectOf(local))) {
    const shared = own(merged, name);
    const areMaps = isJsonObject(shared) && isJsonObject(value) && !isFunction(shared) && !isFunction(value);
    const areLists = Array.isArray(shared) && Array.isArray(value);
    setOwn(merged, name, areMaps ? merge(shared, value) : areLists ? [...shared, ...value] : value);
  }
  return merged;
}

function isFunction(value: JsonObject): boolean {
  const names = Object.keys(value);
  return names.length === 1 && (names[0] === 'Ref' || names[0]!.startsWith('Fn::'));
}

/** A value within the properties, with the `Fn::If`s on the way decided; undefined where there is none. */
export function valueAt({ properties, scope }: Resource, ...names: readonly string[]): Json | undefined {
  let value: Json | undefined = properties;
  for (const name of names) value = decided(own(value, name), scope);
  return value;
}

/** A value that `Fn::If`, `Fn::FindInMap` and their like choose is that which they choose. */
function decided(value: Json | undefined, scope: TemplateScope): Json | undefined {
  if (!isJsonObject(value) || !isFunction(value)) return value;
  const branches = own(value, 'Fn::If');
  if (Array.isArray(branches)) {
    const holds = conditionOf(String(branches[0]), scope);
    return typeof holds === 'boolean' ? decided(branches[holds ? 1 : 2], scope) : value;
  }
  if (own(value, 'Ref') === 'AWS::NoValue') return undefined;
  const plain = resolveValue(value, scope);
  return plain.kind === 'literal' && typeof plain.value === 'object' ? (plain.value ?? undefined) : value;
}

/** The text of a property, a filler within it or not; undefined where it is none. */
export function textAt(resource: Resource, ...names: readonly string[]): string | undefined {
  const value = valueAt(resource, ...names);
  return value === undefined ? undefined : textOfValue(value, resource.scope);
}

export function textOfValue(value: Json, scope: TemplateScope): string | undefined {
  const resolved = resolveValue(value, scope);
  if (resolved.kind === 'absent') return undefined;
  const plain = plainOf(resolved, scope);
  return typeof plain === 'string' ? plain : undefined;
}

export function numberAt(resource: Resource, name: string): number | undefined {
  const value = valueAt(resource, name);
  const plain = value === undefined ? undefined : plainOf(resolveValue(value, resource.scope), resource.scope);
  const number = typeof plain === 'string' && plain !== '' ? Number(plain) : plain;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The entries of a map of texts; what has no value is left out. */
export function textsAt(resource: Resource, ...names: readonly string[]): { [name: string]: string } {
  const { scope } = resource;
  const plain = valueAt(resource, ...names);
  const entries = Object.entries(objectOf(plain)).flatMap(([name, value]): [string, string][] => {
    if (name.startsWith('Fn::ForEach::')) return Object.entries(loopTexts({ [name]: value }, scope));
    const resolved = resolveValue(value, scope);
    return resolved.kind === 'absent' ? [] : [[name, textOf(resolved, scope)]];
  });
  return Object.fromEntries(entries);
}

function loopTexts(loop: JsonObject, scope: TemplateScope): { [name: string]: string } {
  const resolved = plainOf(resolveValue(loop, scope), scope);
  return Object.fromEntries(Object.entries(objectOf(resolved)).map(([name, value]) => [name, plainText(value)]));
}

/** Why the stack does not have a resource; undefined where it has it, or where that is not known. */
export function inactiveBy({ condition, scope }: Resource): string | undefined {
  if (condition === undefined || conditionOf(condition, scope) !== false) return undefined;
  return phrase`The condition ${condition} is false, so it is not part of the stack.`;
}

/** Where properties stand: the resource's own, else those of `Globals`. */
export function spansOf(
  { node, globalNode }: Resource,
  facts: { readonly [fact: string]: string },
): { [fact: string]: Span } {
  const owners = [objectNode(valueOf(node, 'Properties')), globalNode];
  const spans: { [fact: string]: Span } = {};
  for (const [fact, name] of Object.entries(facts)) {
    const found = owners.map((owner) => propertyOf(owner, name)).find((property) => property);
    if (found) spans[fact] = found.key.span;
  }
  return spans;
}

export function objectNode(node: SyntaxNode | undefined): ObjectNode | undefined {
  return node?.kind === 'object' ? node : undefined;
}
