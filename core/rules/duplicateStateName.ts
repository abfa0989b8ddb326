import type { Rule } from './rule';
import { phrase } from '../l10n/phrase';
import type { State } from '../model/machine';

/**
 * State names must be unique in the whole machine, including its branches and item processors. Two states of one name
 * in different scopes run, but a history does not tell them apart.
 *
 * Source: States Language, "States": "State names MUST be unique within the scope of the whole state machine." No
 * refusal is recorded, so this is a warning.
 */
export const duplicateStateName: Rule = {
  code: 'duplicate-state-name',
  severity: 'warning',
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
