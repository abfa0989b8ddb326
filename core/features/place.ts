/** Where in a definition an offset stands, in the words of the catalogue. */
import { fieldNamed } from '../catalog/fields';
import type { FieldOwner, FieldSpec } from '../catalog/types';
import type { Machine, QueryLanguage, Scope, State } from '../model/machine';
import { scopeAt } from '../model';
import type { ObjectNode, Property, SyntaxNode } from '../syntax/tree';

export interface Place {
  readonly machine: Machine;
  readonly queryLanguage: QueryLanguage;
  /** The states that can be named here. */
  readonly scope: Scope;
  /** The state the offset is in. */
  readonly state?: State;
  /** What kind of object the innermost one with known fields is; undefined in a state whose Type is missing or unknown. */
  readonly owner?: FieldOwner;
  readonly object: ObjectNode;
  /**
   * `key`: on a key, or where one could be written. `value`: in a field's value or where it belongs.
   * `stateName`: the same as `key`, in a States object.
   */
  readonly at: 'key' | 'value' | 'stateName';
  /** The property the offset is on, or behind the colon of. */
  readonly property?: Property;
  /** The field that property is. */
  readonly field?: FieldSpec;
  /** Innermost node of the value that covers the offset, and the key it stands under within a template. */
  readonly node?: SyntaxNode;
  readonly templateKey?: string;
}

/** Undefined outside the machine's object. */
export function placeAt(machine: Machine, text: string, offset: number): Place | undefined {
  if (!covers(machine.node, offset)) return undefined;
  const walk: Walk = { machine, text, offset, queryLanguage: machine.queryLanguage };
  return inObject(walk, machine.node, 'machine');
}

interface Walk {
  readonly machine: Machine;
  readonly text: string;
  readonly offset: number;
  readonly queryLanguage: QueryLanguage;
  readonly state?: State;
}

function inObject(walk: Walk, object: ObjectNode, owner: FieldOwner | undefined): Place {
  const property = propertyAt(walk, object);
  const { machine, queryLanguage, state } = walk;
  const place = { machine, queryLanguage, scope: innermostScope(walk), state, owner, object, property };
  if (!property) return { ...place, at: 'key' };
  // A state of unknown type still has its Type, Retry, Choices …: look them up in any owner that has them.
  const field = owner ? fieldNamed(owner, property.key.value) : untypedField(property.key.value);
  if (onKey(walk, property)) return { ...place, field, at: 'key' };
  const value = property.value;
  if (value?.kind === 'object' && field?.value === 'states') return inStates(walk, value);
  if (field?.child && value) {
    const items = value.kind === 'array' ? value.items : [value];
    const item = items.find((candidate) => candidate.kind === 'object' && covers(candidate, walk.offset));
    if (item?.kind === 'object') return inObject(walk, item, field.child);
  }
  return { ...place, field, at: 'value', ...innermost(value, walk.offset) };
}

function inStates(walk: Walk, states: ObjectNode): Place {
  const property = propertyAt(walk, states);
  const { machine, queryLanguage } = walk;
  const place = { machine, queryLanguage, scope: innermostScope(walk), object: states, property };
  if (!property || onKey(walk, property)) return { ...place, at: 'stateName' };
  const state = machine.states.find(({ nameNode }) => nameNode === property.key);
  if (property.value?.kind === 'object') {
    return inObject(
      { ...walk, state, queryLanguage: state?.queryLanguage ?? queryLanguage },
      property.value,
      state?.type,
    );
  }
  return { ...place, state, at: 'value', ...innermost(property.value, walk.offset) };
}

function untypedField(name: string): FieldSpec | undefined {
  for (const owner of ['Task', 'Choice', 'Parallel', 'Map', 'Pass', 'Wait', 'Fail'] as const) {
    const field = fieldNamed(owner, name);
    if (field) return field;
  }
  return undefined;
}

/** The property an offset is on: within it, or behind the colon of one whose value is still missing. */
function propertyAt({ offset, text }: Walk, object: ObjectNode): Property | undefined {
  for (let index = object.properties.length - 1; index >= 0; index--) {
    const property = object.properties[index];
    if (!property || property.key.span.start > offset) continue;
    if (offset <= property.key.span.end) return property;
    if (property.value && covers(property.value, offset)) return property;
    const behindKey = text.slice(property.key.span.end, offset);
    const end = property.value ? property.value.span.start : offset;
    if (offset <= end && /^[ \t]*:[^\n,{}]*$/.test(behindKey)) return property;
    return undefined;
  }
  return undefined;
}

function onKey({ offset }: Walk, property: Property): boolean {
  return offset <= property.key.span.end;
}

/** A scope's own StartAt may name its states; inside a state, the scope of that state. */
function innermostScope({ machine, offset }: Walk): Scope {
  return scopeAt(machine, offset);
}

function innermost(value: SyntaxNode | undefined, offset: number): Pick<Place, 'node' | 'templateKey'> {
  let node = value && covers(value, offset) ? value : undefined;
  let templateKey: string | undefined;
  while (node && (node.kind === 'object' || node.kind === 'array')) {
    let inner: SyntaxNode | undefined;
    if (node.kind === 'array') {
      inner = node.items.find((item) => covers(item, offset));
    } else {
      const property = node.properties.find(
        ({ key, value: candidate }) => covers(key, offset) || (candidate !== undefined && covers(candidate, offset)),
      );
      if (property) templateKey = property.key.value;
      inner = property && (covers(property.key, offset) ? property.key : property.value);
    }
    if (!inner) return { node, templateKey };
    node = inner;
  }
  return { node, templateKey };
}

function covers(node: SyntaxNode, offset: number): boolean {
  return node.span.start <= offset && offset <= node.span.end;
}
