/** Which states of a scope an execution can come to. */
import type { Scope, State, StateType } from '../model/machine';
import { hasPlaceholder } from '../syntax/tree';
import type { SyntaxNode } from '../syntax/tree';
import { isDeployTime, valueOf } from '../syntax/value';
import { strayNames } from './strayStates';

const known = new WeakMap<Scope, ReadonlySet<State> | 'open'>();

/** The states reachable from StartAt; undefined where the text leaves that open. */
export function reachableStates(scope: Scope): ReadonlySet<State> | undefined {
  let reached = known.get(scope);
  if (!reached) known.set(scope, (reached = followTransitions(scope) ?? 'open'));
  return reached === 'open' ? undefined : reached;
}

function followTransitions(scope: Scope): ReadonlySet<State> | undefined {
  const container = valueOf(scope.node, 'States');
  if (container?.kind !== 'object' || container.isOpen || !scope.startAt || hasPlaceholder(scope.startAt.value))
    return undefined;
  const start = scope.byName.get(scope.startAt.value);
  if (!start || scope.states.length !== container.properties.length) return undefined;
  if (strayNames(scope).size > 0 || scope.states.some(hasOpenTarget)) return undefined;
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

const OPENING = new Set(['Next', 'Default', 'Choices', 'Catch']);
const WITH_NEXT = new Set<StateType>(['Pass', 'Task', 'Wait', 'Parallel', 'Map']);

/** A transition that only deployment names, or a state still being written: anything may follow it. */
function hasOpenTarget(state: State): boolean {
  if (!state.type || hasPlaceholder(state.name)) return true;
  if (
    state.transitions.some(({ target, node }) => hasPlaceholder(target) || !state.scope.byName.has(target) || !node)
  ) {
    return true;
  }
  if (state.node.properties.some(({ key, value }) => OPENING.has(key.value) && (!value || isDeployTime(value))))
    return true;
  if (state.type === 'Choice' && !valueOf(state.node, 'Choices')) return true;
  if (['Choices', 'Catch'].some((name) => hasRuleWithoutNext(valueOf(state.node, name)))) return true;
  return WITH_NEXT.has(state.type) && !valueOf(state.node, 'Next') && !valueOf(state.node, 'End');
}

/** Another rule says that its Next is missing, and where it leads nobody knows. */
function hasRuleWithoutNext(list: SyntaxNode | undefined): boolean {
  return list?.kind === 'array' && list.items.some((item) => item.kind === 'object' && !valueOf(item, 'Next'));
}
