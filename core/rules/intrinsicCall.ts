import { argumentFault, isQueryProblem } from '../query';
import { insideFilter } from '../facts/expressions';
import { saidAlready } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * An intrinsic function call that AWS does not understand: a function that does not exist, a missing quote or bracket. Too
 * few or too many arguments, or one of the wrong kind, AWS takes: the call fails when it runs.
 *
 * Source: States Language, "Appendix B: List of Intrinsic Functions"; recorded refusal "must be a valid JSONPath or a
 * valid intrinsic function call"; recorded failures of calls that were taken.
 */
export const intrinsicCall: Rule = {
  code: 'intrinsic-call',
  severity: 'error',
  check({ paths }, report) {
    for (const { node, parsed, isIntrinsic, templateKey } of paths) {
      if (!isIntrinsic) continue;
      if ('kind' in parsed && parsed.kind === 'call') {
        const fault = argumentFault(parsed);
        const part = fault && { offset: fault.offset, length: fault.length };
        if (fault) report(node, saidAlready(fault.message), { part, severity: 'warning' });
      }
      if (!isQueryProblem(parsed)) continue;
      if (templateKey !== undefined && !/^\s*(States\.|[A-Za-z]\w*\.\w+\()/.test(node.value)) continue;
      report(node, saidAlready(parsed.message), {
        part: { offset: parsed.offset, length: parsed.length },
        severity: insideFilter(node, parsed) ? 'warning' : undefined,
      });
    }
  },
};
