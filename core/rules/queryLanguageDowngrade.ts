import { phrase } from '../l10n/phrase';
import { textOf, valueOf } from '../syntax/value';
import type { Rule } from './rule';

/**
 * In a machine whose QueryLanguage is JSONata, no state may use JSONPath. The reverse is allowed: a JSONPath machine
 * may hold JSONata states.
 *
 * Source: recorded refusal, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine".
 */
export const queryLanguageDowngrade: Rule = {
  code: 'query-language-downgrade',
  severity: 'error',
  check({ machine }, report) {
    if (machine.queryLanguage !== 'JSONata') return;
    for (const { node } of machine.states) {
      const value = valueOf(node, 'QueryLanguage');
      if (value && textOf(node, 'QueryLanguage') === 'JSONPath') {
        report(value, phrase`The machine uses JSONata, so its states must not use JSONPath.`);
      }
    }
  },
};
