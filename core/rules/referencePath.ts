import { isQueryProblem } from '../query';
import type { Rule } from './rule';

/**
 * A reference path names one place: fields and single indexes, no wildcards, filters, slices or `..`.
 * ResultPath also cannot point into the context object or a variable, because it writes.
 *
 * Source: States Language, "Reference Paths".
 */
export const referencePath: Rule = {
  code: 'reference-path',
  severity: 'error',
  check({ paths }, report) {
    for (const { node, parsed, kind, field } of paths) {
      if (kind !== 'referencePath' || isQueryProblem(parsed) || 'kind' in parsed) continue;
      const { name } = field.spec;
      if (name === 'ResultPath' && parsed.root.kind !== 'input') {
        report(node, 'ResultPath writes into the state input, so it begins with "$." or is "$".');
      } else if (name === 'ResultPath' && !parsed.reference) {
        report(node, 'ResultPath names one place: only field names and single indexes, without wildcards or filters.');
      } else if (!parsed.definite) {
        report(node, `"${name}" names one place: it takes no wildcard, filter, slice or "..".`);
      }
    }
  },
};
