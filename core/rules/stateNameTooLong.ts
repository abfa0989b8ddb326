import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';
import { hasPlaceholder } from '../syntax/tree';

const LONGEST = 80;

/**
 * A state name must have at most 80 characters.
 *
 * Source: States Language, "States": the length of a state name MUST be at most 80 Unicode characters.
 */
export const stateNameTooLong: Rule = {
  code: 'state-name-too-long',
  severity: 'error',
  aws: 'INVALID_STATE_NAME',
  check({ machine }, report) {
    for (const { name, nameNode } of machine.states) {
      const { length } = [...name];
      if (length <= LONGEST || hasPlaceholder(name)) continue;
      report(nameNode, phrase`A state name must have at most ${LONGEST} characters; this one has ${length}.`);
    }
  },
};
