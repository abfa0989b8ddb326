import { failingCalls } from '../facts/failingCalls';
import { pathsIn, type PathUse } from '../facts/expressions';
import { phrase } from '../l10n/phrase';
import { compilePath, isQueryProblem } from '../query';
import type { ParsedPath } from '../query';
import { reportFailingJsonata } from './failingJsonata';
import type { Report, Rule } from './rule';

/**
 * What fails whatever the data are. Of an intrinsic function call: a wrong number of arguments, a literal of the wrong type, a
 * template with more or fewer `{}` than values, constants that the function does not take. Of a path: a function that paths do
 * not have, such as `$.name.toUpperCase()`. Of a part of a JSONata expression: a wrong number of arguments, a value of the wrong
 * type, the method of another language, a function where a value belongs. AWS creates the machine, and every execution that
 * gets there fails.
 *
 * Source: recorded executions; what is constant is evaluated as a run evaluates it.
 */
export const failsAlways: Rule = {
  code: 'fails-always',
  severity: 'warning',
  check(context, report) {
    for (const use of context.paths) {
      reportPaths(use, report);
      reportCalls(use, report);
    }
    reportFailingJsonata(context, report);
  },
};

function reportPaths(use: PathUse, report: Report): void {
  for (const { path, offset, length } of pathsIn(use)) {
    const name = unknownFunction(path);
    if (name === undefined) continue;
    report(use.node, phrase`This always fails in a run: a path has no function "${name}".`, {
      part: { offset, length },
    });
  }
}

function reportCalls({ node, parsed }: PathUse, report: Report): void {
  if (isQueryProblem(parsed) || !('kind' in parsed) || parsed.kind !== 'call') return;
  for (const { offset, length, cause } of failingCalls(node.value, parsed)) {
    report(node, phrase`This always fails in a run: ${cause}`, { part: { offset, length } });
  }
}

/** The name of a function at the end of a path that evaluation does not know: it is asked. */
function unknownFunction({ steps }: ParsedPath): string | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'function') return undefined;
  const compiled = compilePath(`$.a.${last.name}()`);
  const result = isQueryProblem(compiled) ? undefined : compiled.evaluate({ a: [1] });
  return result && !result.found && result.message.includes('does not exist') ? last.name : undefined;
}
