import { isQueryProblem } from '../query';
import { insideFilter } from '../facts/expressions';
import { pathFault } from './pathFault';
import type { Rule } from './rule';

/**
 * An intrinsic function call that AWS does not understand: a function that does not exist, a missing quote or bracket. Too
 * few or too many arguments, or one of the wrong kind, AWS takes: `fails-always`.
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
      if (!isQueryProblem(parsed)) continue;
      if (templateKey !== undefined && !/^\s*(States\.|[A-Za-z]\w*\.\w+\()/.test(node.value)) continue;
      report(node, pathFault(parsed, node.value), {
        part: { offset: parsed.offset, length: parsed.length },
        severity: insideFilter(node, parsed) ? 'warning' : undefined,
      });
    }
  },
};
