import { isDeployTime, valueOf } from '../syntax/value';
import type { State } from '../model/machine';
import { reachableStates } from '../facts/reachability';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * A scope whose reachable states all go on can only end by failing. Every scope needs a state with
 * `"End": true`, a Succeed or a Fail that its StartAt leads to.
 *
 * Source: States Language, "States": an interpreter runs until it reaches a terminal state.
 */
export const noTerminalState: Rule = {
  code: 'no-terminal-state',
  severity: 'warning',
  check({ scopes }, report) {
    for (const scope of scopes) {
      const reached = reachableStates(scope);
      if (!reached || [...reached].some(endsOrMayEnd)) continue;
      const message = phrase`None of the states reached from StartAt ends: give one "End": true, or lead to a Succeed or Fail state.`;
      report(scope.startAt ?? scope.node, message);
    }
  },
};

function endsOrMayEnd(state: State): boolean {
  if (state.type === 'Succeed' || state.type === 'Fail') return true;
  const end = valueOf(state.node, 'End');
  if (end) return isDeployTime(end) || (end.kind === 'boolean' && end.value);
  // One without Next is incomplete, which another rule says.
  return state.type !== 'Choice' && !valueOf(state.node, 'Next');
}
