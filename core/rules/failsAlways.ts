import { failingCalls } from '../facts/failingCalls';
import { phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { Rule } from './rule';

/**
 * An intrinsic function call that fails whatever the data are: a wrong number of arguments, a literal of the wrong type, a
 * template with more or fewer `{}` than values, constants that the function does not take. AWS creates the machine, and every
 * execution that gets there fails.
 *
 * Source: recorded executions; the functions themselves are called with what is constant in the call.
 */
export const failsAlways: Rule = {
  code: 'fails-always',
  severity: 'warning',
  check({ paths }, report) {
    for (const { node, parsed } of paths) {
      if (isQueryProblem(parsed) || !('kind' in parsed) || parsed.kind !== 'call') continue;
      for (const { offset, length, cause } of failingCalls(node.value, parsed)) {
        report(node, phrase`This always fails in a run: ${cause}`, { part: { offset, length } });
      }
    }
  },
};
