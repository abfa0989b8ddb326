import type { Rule } from './rule';
import { phrase } from '../l10n/phrase';
import type { State } from '../model/machine';

/**
 * State names must be unique in the whole machine, including its branches and item processors. AWS refuses a second one
 * (`DUPLICATE_STATE_NAME`).
 *
 * Source: States Language, "States": "State names MUST be unique within the scope of the whole state machine"; AWS's code in
 * the API reference, and its refusals as users quote them.
 */
export const duplicateStateName: Rule = {
  code: 'duplicate-state-name',
  severity: 'error',
  aws: 'DUPLICATE_STATE_NAME',
  check({ machine }, report) {
    const first = new Map<string, State>();
    for (const state of machine.states) {
      const earlier = first.get(state.name);
      if (!earlier) first.set(state.name, state);
      // Twice in one scope is a duplicate key, which the parser reports.
      else if (earlier.scope !== state.scope) {
        report(
          state.nameNode,
          phrase`Another state in this machine is also called "${state.name}". State names must be unique.`,
          {
            related: [{ node: earlier.nameNode, message: phrase`The other state with this name.` }],
          },
        );
      }
    }
  },
};
