import { INTRINSIC_BY_NAME } from '../catalog/intrinsics';
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
 * type, the method of another language, a function where a value belongs. Of a field of one value, such as TimeoutSeconds or
 * Condition: an expression that never gives what it takes. AWS creates the machine, and every execution that gets there fails.
 *
 * Source: recorded executions; what is constant is evaluated as a run evaluates it.
 */
export const failsAlways: Rule = {
  code: 'fails-always',
  severity: 'warning',
  check(context, report) {
    for (const use of context.paths) {
      reportPaths(use, report);
      if (!reportCalls(use, report)) reportNoText(use, report);
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

function reportCalls({ node, parsed }: PathUse, report: Report): boolean {
  if (isQueryProblem(parsed) || !('kind' in parsed) || parsed.kind !== 'call') return false;
  const failing = failingCalls(node.value, parsed);
  for (const { offset, length, cause } of failing) {
    report(node, phrase`This always fails in a run: ${cause}`, { part: { offset, length } });
  }
  return failing.length > 0;
}

/** A function where only a text may come out: ErrorPath and CausePath are the fields that are given by one. */
function reportNoText({ node, parsed, field, kind, templateKey }: PathUse, report: Report): void {
  if (kind !== 'pathOrIntrinsic' || templateKey !== undefined) return;
  if (isQueryProblem(parsed) || !('kind' in parsed) || parsed.kind !== 'call') return;
  const { returns } = INTRINSIC_BY_NAME.get(parsed.name)!;
  if (returns === 'string' || returns === 'any') return;
  const { name, offset, length } = parsed;
  report(node, phrase`This always fails in a run: "${field.spec.name}" must be a text, and ${name} never gives one.`, {
    part: { offset, length },
  });
}

/** The name of a function at the end of a path that evaluation does not know: it is asked. */
function unknownFunction({ steps }: ParsedPath): string | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'function') return undefined;
  const compiled = compilePath(`$.a.${last.name}()`);
  const result = isQueryProblem(compiled) ? undefined : compiled.evaluate({ a: [1] });
  return result && !result.found && result.message.includes('does not exist') ? last.name : undefined;
}
