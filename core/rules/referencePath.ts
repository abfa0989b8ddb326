import { phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { Rule } from './rule';

/**
 * A reference path must name one place: fields and single indexes, no wildcards, filters, slices or `..`. ResultPath
 * also cannot point into the context object or a variable, because it writes.
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
        report(node, phrase`ResultPath must be "$" or begin with "$.": it writes into the state input.`);
      } else if (name === 'ResultPath' && !parsed.reference) {
        report(
          node,
          phrase`ResultPath must name one place: use only field names and single indexes, without wildcards or filters.`,
        );
      } else if (!parsed.definite) {
        report(node, phrase`"${name}" must name one place, without wildcards, filters, slices or "..".`);
      }
    }
  },
};
