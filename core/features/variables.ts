/** Workflow variables: what Assign sets, where a state may read it. */
import type { Machine, Scope, State } from '../model/machine';
import type { ObjectNode, StringNode, SyntaxNode } from '../syntax/tree';
import { valueOf } from '../syntax/value';

export interface Assignment {
  /** Without `$` in front and without the `.$` of a computed value. */
  readonly name: string;
  readonly node: StringNode;
  readonly state: State;
}

/** Every variable that some state sets which the given scope can see: its own and those of the scopes around it. */
export function variablesVisible(machine: Machine, scope: Scope): readonly Assignment[] {
  const scopes = new Set<Scope>();
  for (let outer: Scope | undefined = scope; outer; outer = outer.owner?.scope) scopes.add(outer);
  return assignmentsOf(machine).filter(({ state }) => scopes.has(state.scope));
}

/** Every assignment of a machine, in source order. */
export function assignmentsOf(machine: Machine): Assignment[] {
  return machine.states.flatMap((state) => [
    ...inAssign(state.node, state),
    ...inItems(valueOf(state.node, 'Choices'), state),
    ...inItems(valueOf(state.node, 'Catch'), state),
  ]);
}

function inItems(list: SyntaxNode | undefined, state: State): Assignment[] {
  if (list?.kind !== 'array') return [];
  return list.items.flatMap((item) => (item.kind === 'object' ? inAssign(item, state) : []));
}

function inAssign(node: ObjectNode, state: State): Assignment[] {
  const assign = valueOf(node, 'Assign');
  if (assign?.kind !== 'object') return [];
  return assign.properties.map(({ key }) => ({ name: key.value.replace(/\.\$$/, ''), node: key, state }));
}
