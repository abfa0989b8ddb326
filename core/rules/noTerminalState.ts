import { isDeployTime, valueOf } from '../syntax/value';
import type { Scope, State } from '../model/machine';
import { reachableStates } from '../facts/reachability';
import { strayNames } from '../facts/strayStates';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * Every scope needs a state that ends: one with `"End": true`, a Succeed or a Fail. AWS refuses a definition without, such as
 * an endless loop (`MISSING_END_STATE`). Where StartAt leads to none of those there are, the scope can only end by failing,
 * which is a warning.
 *
 * Source: States Language, "States": an interpreter runs until it reaches a terminal state; recorded refusals, "Workflow has
 * no terminal state".
 */
export const noTerminalState: Rule = {
  code: 'no-terminal-state',
  severity: 'error',
  aws: 'MISSING_END_STATE',
  check({ scopes }, report) {
    for (const scope of scopes) {
      if (lacksTerminalState(scope)) {
        const message = phrase`No state here ends: give one "End": true, or add a Succeed or Fail state.`;
        report(scope.startAt ?? scope.node, message);
        continue;
      }
      const reached = reachableStates(scope);
      if (!reached || [...reached].some(endsOrMayEnd)) continue;
      const message = phrase`None of the states reached from StartAt ends: give one "End": true, or lead to a Succeed or Fail state.`;
      report(scope.startAt ?? scope.node, message, { severity: 'warning' });
    }
  },
};

/** Whether all states of a scope are written, and none of them ends. */
export function lacksTerminalState(scope: Scope): boolean {
  const container = valueOf(scope.node, 'States');
  if (container?.kind !== 'object' || container.isOpen) return false;
  if (scope.states.length === 0 || scope.states.length !== container.properties.length) return false;
  if (strayNames(scope).size > 0) return false;
  return scope.states.every((state) => state.type !== undefined && !state.node.isOpen && !endsOrMayEnd(state));
}

function endsOrMayEnd(state: State): boolean {
  if (state.type === 'Succeed' || state.type === 'Fail') return true;
  const end = valueOf(state.node, 'End');
  if (end) return isDeployTime(end) || (end.kind === 'boolean' && end.value);
  // One without Next is incomplete, which another rule says.
  return state.type !== 'Choice' && !valueOf(state.node, 'Next');
}
