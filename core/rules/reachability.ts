/** Which states of a scope an execution can come to. */
import type { Scope, State } from '../model/machine';
import { hasPlaceholder } from '../syntax/tree';
import { isDeployTime, valueOf } from '../syntax/value';

/** The states reachable from StartAt; undefined where the text leaves that open. */
export function reachableStates(scope: Scope): ReadonlySet<State> | undefined {
  const container = valueOf(scope.node, 'States');
  if (container?.kind !== 'object' || !scope.startAt || hasPlaceholder(scope.startAt.value)) return undefined;
  const start = scope.byName.get(scope.startAt.value);
  if (!start || scope.states.length !== container.properties.length) return undefined;
  if (scope.states.some(hasOpenTarget)) return undefined;
  const reached = new Set<State>([start]);
  const queue = [start];
  for (let state = queue.pop(); state; state = queue.pop()) {
    for (const { target } of state.transitions) {
      const next = scope.byName.get(target);
      if (next && !reached.has(next)) {
        reached.add(next);
        queue.push(next);
      }
    }
  }
  return reached;
}

/** A transition that only deployment names, or a state still being written: anything may follow it. */
function hasOpenTarget(state: State): boolean {
  if (!state.type || hasPlaceholder(state.name)) return true;
  if (
    state.transitions.some(({ target, node }) => hasPlaceholder(target) || !state.scope.byName.has(target) || !node)
  ) {
    return true;
  }
  return ['Next', 'Default', 'Choices', 'Catch'].some((name) => isDeployTime(valueOf(state.node, name)));
}
