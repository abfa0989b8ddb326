import { phrase } from '../l10n/phrase';
import { isQueryProblem } from '../query';
import type { Rule } from './rule';

/**
 * The text between `{%` and `%}` is not a JSONata expression. AWS refuses the definition.
 *
 * Source: AWS: Transforming data with JSONata in Step Functions; the grammar is JSONata 2.0.6.
 */
export const jsonataSyntax: Rule = {
  code: 'jsonata-syntax',
  severity: 'error',
  check({ expressions }, report) {
    for (const { node, offset, source, read } of expressions) {
      if (!isQueryProblem(read)) continue;
      if (source.trim() === '') {
        report(node, phrase`Write an expression between {% and %}.`);
      } else {
        report(node, phrase`This JSONata expression cannot be read: ${read.message}.`, {
          part: { offset: offset + read.offset, length: read.length },
        });
      }
    }
  },
};
