import { phrase, saidAlready } from '../l10n/phrase';
import { sentenceOf } from '../query/jsonata/evaluationFault';
import { findVariable, variablesOf } from '../facts/variables';
import type { Report, RuleContext } from './rule';

/** The parts of JSONata expressions that fail whatever the data are; of `fails-always`. */
export function reportFailingJsonata(context: RuleContext, report: Report): void {
  const { certain } = context.options;
  if (!certain) return;
  const variables = variablesOf(context);
  const assigned = new Set(variables.assignments.map(({ name }) => name));
  for (const { node, field, offset, source, read } of context.expressions) {
    // What AWS refuses never runs.
    if ('problem' in read || read.rootless.length > 0) continue;
    for (const failure of certain.failuresOf(source)) {
      // A variable of the same name takes the place of a function, and one that nobody assigns is reported as such.
      if (failure.names.some((name) => assigned.has(name))) continue;
      const { state } = field.object;
      if (failure.variable !== undefined && !(state && findVariable(variables, failure.variable, state.scope)))
        continue;
      report(node, phrase`This always fails in a run: ${saidAlready(sentenceOf(failure.words))}`, {
        part: { offset: offset + failure.offset, length: failure.length },
      });
    }
  }
}
