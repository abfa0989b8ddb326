import type { State } from '../model/machine';
import { reachableStates } from '../facts/reachability';
import type { Rule } from './rule';
import { findVariable, variablesOf } from '../facts/variables';
import type { Assignment, VariableRead } from '../facts/variables';
import { phrase } from '../l10n/phrase';

/** Each variable is followed through its scope once; beyond this many steps the hint is not worth the time. */
const MOST_STEPS = 200_000;

/**
 * On some path from StartAt to this state the variable is not assigned, and an execution that takes that path fails
 * when it reads it.
 *
 * Source: AWS: Passing data between states with variables: reading a variable that has no value fails.
 */
export const variableMaybeUnassigned: Rule = {
  code: 'variable-not-assigned-on-every-path',
  severity: 'hint',
  check(context, report) {
    const variables = variablesOf(context);
    const reads = groupByName(variables.reads);
    let steps = 0;
    for (const [scope, names] of variables.byScope) {
      const reached = reachableStates(scope);
      const start = scope.startAt && scope.byName.get(scope.startAt.value);
      if (!reached || !start) continue;
      for (const [name, assignments] of names) {
        if (!reads.has(name)) continue;
        steps += scope.states.length;
        if (steps > MOST_STEPS) return;
        const without = statesWithout(start, assignments);
        for (const read of reads.get(name) ?? []) {
          if (findVariable(variables, name, read.state.scope)?.scope !== scope) continue;
          const reader = stateIn(scope.states, read.state);
          if (!reader || !without.has(reader)) continue;
          report(read.node, phrase`The variable $${name} is not assigned on every path that leads here.`, {
            part: read.part,
          });
        }
      }
    }
  },
};

function groupByName(reads: readonly VariableRead[]): Map<string, VariableRead[]> {
  const groups = new Map<string, VariableRead[]>();
  for (const read of reads) {
    const group = groups.get(read.name);
    if (group) group.push(read);
    else groups.set(read.name, [read]);
  }
  return groups;
}

/** The states that can be entered without any of these assignments having happened. */
function statesWithout(start: State, assignments: readonly Assignment[]): Set<State> {
  const without = new Set([start]);
  const queue = [start];
  for (let state = queue.pop(); state; state = queue.pop()) {
    for (const { kind, index, target } of state.transitions) {
      const on = kind === 'default' ? 'next' : kind;
      const assigned = assignments.some(
        (one) => one.state === state && one.on === on && (on === 'next' || one.index === index),
      );
      const next = assigned ? undefined : state.scope.byName.get(target);
      if (next && !without.has(next)) {
        without.add(next);
        queue.push(next);
      }
    }
  }
  return without;
}

/** The state of a scope that a state is, or lies inside of. */
function stateIn(states: readonly State[], inner: State): State | undefined {
  const [first] = states;
  for (let state: State | undefined = inner; state; state = state.scope.owner) {
    if (state.scope === first?.scope) return state;
  }
  return undefined;
}
