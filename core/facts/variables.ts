/** Workflow variables: where a machine assigns them, where it reads them, and which scopes see which. */
import { isQueryProblem } from '../query';
import type { Machine, Scope, State } from '../model/machine';
import type { StringNode } from '../syntax/tree';
import { hasPlaceholder } from '../syntax/tree';
import { isDeployTime } from '../syntax/value';
import { isDistributed } from './definitionObjects';
import { pathsIn } from './expressions';
import type { MachineFacts } from './machineFacts';
import { strayNames } from './strayStates';

export interface Assignment {
  readonly name: string;
  readonly key: StringNode;
  readonly state: State;
  /** On which way out of the state it happens: its own Assign, a choice rule's or a catcher's. */
  readonly on: 'next' | 'choice' | 'catch';
  readonly index: number;
}

export interface VariableRead {
  readonly name: string;
  readonly node: StringNode;
  /** Which part of the node's value. */
  readonly part: { readonly offset: number; readonly length: number };
  readonly state: State;
}

export interface Variables {
  readonly assignments: readonly Assignment[];
  readonly reads: readonly VariableRead[];
  /** The names each scope assigns itself. */
  readonly byScope: ReadonlyMap<Scope, ReadonlyMap<string, readonly Assignment[]>>;
  /** Scopes in which deployment, or a state in a wrong place, may add assignments nobody sees here. */
  readonly open: ReadonlySet<Scope>;
}

const collected = new WeakMap<Machine, Variables>();

/** Collected once for all rules that ask. */
export function variablesOf(facts: MachineFacts): Variables {
  let variables = collected.get(facts.machine);
  if (!variables) collected.set(facts.machine, (variables = collect(facts)));
  return variables;
}

/** How far out a variable is found: the scope that assigns it, and whether a distributed Map lies between. */
export function findVariable(
  variables: Variables,
  name: string,
  from: Scope,
): { readonly scope: Scope; readonly beyondDistributed: boolean } | undefined {
  let beyondDistributed = false;
  for (let scope: Scope | undefined = from; scope; scope = scope.owner?.scope) {
    if (variables.byScope.get(scope)?.has(name)) return { scope, beyondDistributed };
    if (scope.owner?.type === 'Map' && isDistributed(scope.owner) === true) beyondDistributed = true;
  }
  return undefined;
}

function collect(facts: MachineFacts): Variables {
  const assignments: Assignment[] = [];
  const open = new Set<Scope>(facts.scopes.filter((scope) => strayNames(scope).size > 0));
  for (const { spec, value, object } of facts.fields) {
    const { state } = object;
    if (spec.name !== 'Assign' || !state) continue;
    if (value.kind !== 'object' || isDeployTime(value)) {
      open.add(state.scope);
      continue;
    }
    const on = object.owner === 'choiceRule' ? 'choice' : object.owner === 'catcher' ? 'catch' : 'next';
    for (const { key } of value.properties) {
      if (hasPlaceholder(key.value)) open.add(state.scope);
      const name = object.queryLanguage === 'JSONPath' ? key.value.replace(/\.\$$/, '') : key.value;
      assignments.push({ name, key, state, on, index: object.index });
    }
  }
  return { assignments, reads: readsOf(facts), byScope: groupByScope(assignments), open };
}

function readsOf(facts: MachineFacts): VariableRead[] {
  const reads: VariableRead[] = [];
  for (const use of facts.paths) {
    const { state } = use.field.object;
    if (!state) continue;
    for (const { path, offset, length } of pathsIn(use)) {
      if (path.root.kind !== 'variable') continue;
      reads.push({ name: path.root.name, node: use.node, part: { offset, length }, state });
    }
  }
  for (const { node, field, offset, read } of facts.expressions) {
    const { state } = field.object;
    if (isQueryProblem(read) || !state) continue;
    for (const { name, offset: start, length } of read.variables) {
      reads.push({ name, node, part: { offset: offset + start, length }, state });
    }
  }
  return reads;
}

function groupByScope(assignments: readonly Assignment[]): Map<Scope, Map<string, Assignment[]>> {
  const byScope = new Map<Scope, Map<string, Assignment[]>>();
  for (const assignment of assignments) {
    const { scope } = assignment.state;
    let names = byScope.get(scope);
    if (!names) byScope.set(scope, (names = new Map()));
    const known = names.get(assignment.name);
    if (known) known.push(assignment);
    else names.set(assignment.name, [assignment]);
  }
  return byScope;
}
