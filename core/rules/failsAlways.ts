import { failingCalls } from '../facts/failingCalls';
import { pathsIn } from '../facts/expressions';
import { phrase } from '../l10n/phrase';
import { compilePath, isQueryProblem } from '../query';
import type { ParsedPath } from '../query';
import type { Rule } from './rule';

/**
 * An intrinsic function call that fails whatever the data are: a wrong number of arguments, a literal of the wrong type, a
 * template with more or fewer `{}` than values, constants that the function does not take. AWS creates the machine, and every
 * execution that gets there fails. So does a path with a function that paths do not have, such as `$.name.toUpperCase()`.
 *
 * Source: recorded executions; the functions themselves are called with what is constant in the call.
 */
export const failsAlways: Rule = {
  code: 'fails-always',
  severity: 'warning',
  check({ paths }, report) {
    for (const use of paths) {
      const { node, parsed } = use;
      for (const { path, offset, length } of pathsIn(use)) {
        const name = unknownFunction(path);
        if (name === undefined) continue;
        const message = phrase`This always fails in a run: a path has no function "${name}".`;
        report(node, message, { part: { offset, length } });
      }
      if (isQueryProblem(parsed) || !('kind' in parsed) || parsed.kind !== 'call') continue;
      for (const { offset, length, cause } of failingCalls(node.value, parsed)) {
        report(node, phrase`This always fails in a run: ${cause}`, { part: { offset, length } });
      }
    }
  },
};

/** The name of a function at the end of a path that evaluation does not know: it is asked. */
function unknownFunction({ steps }: ParsedPath): string | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'function') return undefined;
  const compiled = compilePath(`$.a.${last.name}()`);
  const result = isQueryProblem(compiled) ? undefined : compiled.evaluate({ a: [1] });
  return result && !result.found && result.message.includes('does not exist') ? last.name : undefined;
}
