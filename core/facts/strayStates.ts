/** States that stand inside another state or beside States, and fields beside theirs: a brace too late or too early, an indent too many or too few. */
import { fieldNamed, fieldsOf } from '../catalog/fields';
import type { FieldOwner } from '../catalog/types';
import { STATE_TYPES, type Scope } from '../model/machine';
import type { ObjectNode, Property } from '../syntax/tree';
import { textOf, valueOf } from '../syntax/value';

const HOLDERS: ReadonlySet<FieldOwner> = new Set<FieldOwner>([...STATE_TYPES, 'machine', 'branch', 'itemProcessor']);

/** The fields of a state, a machine, a branch or an item processor that are meant as states of its scope. */
export function strayStates(owner: FieldOwner, node: ObjectNode): readonly Property[] {
  if (!HOLDERS.has(owner)) return [];
  // Without States to stand in, that is what is missing.
  if (!isStateType(owner) && valueOf(node, 'States')?.kind !== 'object') return [];
  return node.properties.filter(
    ({ key, value }) => value?.kind === 'object' && isStateType(textOf(value, 'Type')) && !fieldNamed(owner, key.value),
  );
}

/**
 * Of the entries of a scope's States, those that are meant as the fields of the state above them, which is left with nothing:
 * in YAML they are not indented far enough.
 */
export function fieldsBesideState({
  properties,
}: ObjectNode): { readonly state: Property; readonly fields: readonly Property[] } | undefined {
  const type = properties.findIndex(({ key, value }) => key.value === 'Type' && value?.kind === 'string');
  const state = properties
    .slice(0, Math.max(type, 0))
    .findLast(({ value }) => value === undefined || value.kind === 'null');
  if (!state) return undefined;
  const fields = properties.slice(properties.indexOf(state) + 1).filter(({ key }) => STATE_FIELDS.has(key.value));
  return { state, fields };
}

const STATE_FIELDS: ReadonlySet<string> = new Set(
  STATE_TYPES.flatMap((type) => fieldsOf(type).map(({ name }) => name)),
);

const known = new WeakMap<Scope, ReadonlySet<string>>();

/** The names of the states that a scope has once the stray ones, also those within stray ones, are in their place. */
export function strayNames(scope: Scope): ReadonlySet<string> {
  let names = known.get(scope);
  if (names) return names;
  const found = new Set<string>();
  const addThoseOf = (owner: FieldOwner, node: ObjectNode): void => {
    for (const { key, value } of strayStates(owner, node)) {
      found.add(key.value);
      if (value?.kind === 'object') addThoseOf(textOf(value, 'Type') as FieldOwner, value);
    }
  };
  addThoseOf(scope.kind, scope.node);
  for (const { type, node } of scope.states) if (type) addThoseOf(type, node);
  known.set(scope, (names = found));
  return names;
}

function isStateType(name: string | undefined): boolean {
  return STATE_TYPES.some((type) => type === name);
}
