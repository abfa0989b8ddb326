import { ABSENT_JSONATA_FUNCTIONS } from '../catalog/jsonataFunctions';
import { phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { Rule } from './rule';

/**
 * Step Functions gives an expression no document to select from: data comes from `$states.input` and from
 * variables. So a field name, `$` or `$$` with nothing before it has no meaning, and AWS refuses it. The
 * function `$eval` does not exist there: a call of it fails in a run (T1006).
 *
 * Source: AWS: Transforming data with JSONata in Step Functions, "JSONata restrictions".
 */
export const jsonataUnsupported: Rule = {
  code: 'jsonata-unsupported',
  severity: 'error',
  check({ expressions }, report) {
    for (const { node, offset, read } of expressions) {
      if (isQueryProblem(read)) continue;
      for (const reference of read.rootless) {
        const example = /^\w+$/.test(reference.name) ? `$states.input.${reference.name}` : '$states.input';
        report(
          node,
          phrase`"${reference.name}" selects nothing: in Step Functions, a JSONata expression has no input document. Write ${example} instead.`,
          { part: { offset: offset + reference.offset, length: reference.length } },
        );
      }
      for (const variable of read.variables) {
        if (!Object.hasOwn(ABSENT_JSONATA_FUNCTIONS, variable.name)) continue;
        const instead = ABSENT_JSONATA_FUNCTIONS[variable.name] ?? '';
        // AWS creates the machine (measured): the call fails, as that of any name without a function.
        report(node, phrase`Step Functions does not support $${variable.name}. ${instead}`, {
          part: { offset: offset + variable.offset, length: variable.length },
          severity: 'warning',
        });
      }
    }
  },
};
