import type { Rule } from './rule';
import { phrase } from '../l10n/phrase';
import type { State } from '../model/machine';

/**
 * State names are to be unique within the whole machine, its branches and item processors included. Two
 * states of one name in different scopes run, but a history does not tell them apart.
 *
 * Source: States Language, "States": "State names MUST be unique within the scope of the whole state
 * machine." No refusal is recorded, so this is a warning.
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
        report(state.nameNode, phrase`Another state of this machine is called "${state.name}" too.`, {
          related: [{ node: earlier.nameNode, message: phrase`The other state of that name.` }],
        });
      }
    }
  },
};
