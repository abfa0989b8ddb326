import { reachableStates } from '../facts/reachability';
import { phrase } from '../l10n/phrase';
import { lacksTerminalState } from './noTerminalState';
import type { Rule } from './rule';

/**
 * No path from StartAt leads to this state, so no execution ever reaches it. AWS refuses a definition with a state
 * that nothing leads to; one that only other unreachable states lead to (a separate cycle) is reported as a warning,
 * since no refusal of it is known.
 *
 * Source: States Language, "Transitions".
 */
export const unreachableState: Rule = {
  code: 'unreachable-state',
  severity: 'error',
  aws: 'MISSING_TRANSITION_TARGET',
  check({ scopes }, report) {
    for (const scope of scopes) {
      const reached = reachableStates(scope);
      // Of a scope without an end AWS says nothing more.
      if (!reached || reached.size === scope.states.length || lacksTerminalState(scope)) continue;
      const named = new Set(
        scope.states.flatMap((state) =>
          state.transitions.filter(({ target }) => target !== state.name).map(({ target }) => target),
        ),
      );
      for (const state of scope.states) {
        if (reached.has(state) || scope.byName.get(state.name) !== state) continue;
        if (named.has(state.name)) {
          const message = phrase`"${state.name}" cannot be reached from StartAt: only other unreachable states lead to it.`;
          report(state.nameNode, message, { severity: 'warning' });
        } else {
          report(state.nameNode, phrase`No state leads to "${state.name}". Name it in a Next, or remove it.`);
        }
      }
    }
  },
};
