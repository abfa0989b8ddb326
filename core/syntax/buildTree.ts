/** The tree's nodes while a parser is still filling them in: the same shapes, writable. */
import { phrase } from '../l10n/phrase';
import type { ProblemList } from './problemList';
import type {
  ArrayNode,
  BooleanNode,
  NullNode,
  NumberNode,
  ObjectNode,
  PlaceholderNode,
  Property,
  Span,
  StringNode,
  SyntaxNode,
} from './tree';

/** In place of a value that was not read; no name that anything could be substituted for. */
const UNREAD = '…';

/** Where a node is being put: what holds it and, in an object, which property it belongs to. */
export interface Place {
  readonly parent?: ObjectNode | ArrayNode;
  readonly property?: Property;
}

export interface OpenObject extends ObjectNode {
  readonly span: { start: number; end: number };
  isOpen?: true;
  readonly properties: Property[];
}

export interface OpenArray extends ArrayNode {
  readonly span: { start: number; end: number };
  isOpen?: true;
  readonly items: SyntaxNode[];
}

export interface OpenProperty {
  key: StringNode;
  value?: SyntaxNode;
  readonly span: { start: number; end: number };
  readonly parent: ObjectNode;
}

export function objectNode(start: number, place: Place): OpenObject {
  return { kind: 'object', span: { start, end: start }, ...placed(place), properties: [] };
}

export function arrayNode(start: number, place: Place): OpenArray {
  return { kind: 'array', span: { start, end: start }, ...placed(place), items: [] };
}

export function stringNode(
  span: Span,
  value: string,
  sourceOffset: (index: number) => number,
  place: Place,
  sub?: StringNode['sub'],
): StringNode {
  return { kind: 'string', span, ...placed(place), value, sourceOffset, sub };
}

export function numberNode(span: Span, text: string, value: number, place: Place): NumberNode {
  return { kind: 'number', span, ...placed(place), value, text };
}

export function booleanNode(span: Span, value: boolean, place: Place): BooleanNode {
  return { kind: 'boolean', span, ...placed(place), value };
}

export function nullNode(span: Span, place: Place): NullNode {
  return { kind: 'null', span, ...placed(place) };
}

export function placeholderNode(
  span: Span,
  text: string,
  place: Place,
  tagged?: { readonly tag: string; readonly argument: SyntaxNode },
): PlaceholderNode {
  return { kind: 'placeholder', span, ...placed(place), text, tag: tagged?.tag, argument: tagged?.argument };
}

/** Stands for a value that was not read, because of a limit or a mistake that is told beside it: no rule may take it for one. */
export function unreadNode(span: Span, place: Place): PlaceholderNode {
  return placeholderNode(span, UNREAD, place);
}

/**
 * Opens a property of `owner` and adds it. The key is made by the caller, because it names the property
 * as its place.
 */
export function openProperty(
  owner: OpenObject,
  start: number,
  end: number,
  key: (place: Place) => StringNode,
): OpenProperty {
  const property = { span: { start, end }, parent: owner } as unknown as OpenProperty;
  property.key = key({ parent: owner, property: property as Property });
  owner.properties.push(property as Property);
  return property;
}

/** Every key that stands a second time in one object; AWS lets the last one count without a word. */
export function reportDuplicateKeys(object: ObjectNode, problems: ProblemList): void {
  if (object.properties.length < 2) return;
  const seen = new Set<string>();
  for (const { key } of object.properties) {
    if (seen.has(key.value)) {
      const message = phrase`The key "${key.value}" appears more than once in this object; only the last one counts.`;
      problems.add({ code: 'duplicate-key', message, span: key.span });
    }
    seen.add(key.value);
  }
}

/** Copying in one place keeps every node of a kind in the same hidden class, which large machines feel. */
function placed(place: Place): Place {
  return { parent: place.parent, property: place.property };
}
