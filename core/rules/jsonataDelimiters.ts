import { hasPlaceholder } from '../syntax/tree';
import { expressionText, visitStrings } from '../facts/expressions';
import type { Rule } from './rule';

/**
 * An expression fills its whole string: it begins with `{%` and ends with `%}`, with nothing before or
 * behind, not even a blank. AWS refuses a string with only one of the two at its end. With blanks around
 * both it is taken as plain text, which is a hint.
 *
 * Source: States Language, "JSONata": "a string which begins with {% and ends with %}, with no leading or
 * trailing spaces"; AWS: "the string must have both, or creation fails".
 */
export const jsonataDelimiters: Rule = {
  code: 'jsonata-delimiters',
  severity: 'error',
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      if (!spec.jsonata || object.queryLanguage !== 'JSONata') continue;
      visitStrings(value, (node) => {
        const text = expressionText(node);
        const begins = text.startsWith('{%');
        const ends = text.endsWith('%}');
        if (begins !== ends && !hasPlaceholder(text)) {
          const message = begins
            ? 'This string begins an expression with {% but does not end with %}.'
            : 'This string ends an expression with %} but does not begin with {%.';
          report(node, message);
        } else if (!begins && /^\s*\{%.*%\}\s*$/s.test(text)) {
          report(
            node,
            'An expression fills its whole string: remove the blanks around {% … %}, which is plain text so.',
            {
              severity: 'hint',
            },
          );
        }
      });
    }
  },
};
