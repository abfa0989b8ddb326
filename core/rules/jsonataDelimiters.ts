import type { ValueKind } from '../catalog/types';
import { hasPlaceholder } from '../syntax/tree';
import { expressionText, visitStrings } from '../facts/expressions';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * An expression must fill its whole string: it begins with `{%` and ends with `%}`, with nothing before or after, not
 * even a space. AWS refuses a string with only one of the two. With spaces around them the string is taken as plain
 * text, which is a hint; `$states.input.order` without them is text too, which is a warning.
 *
 * Source: States Language, "JSONata": "a string which begins with {% and ends with %}, with no leading or trailing
 * spaces"; AWS: "the string must have both, or creation fails".
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
            ? phrase`This string begins an expression with {% but does not end with %}.`
            : phrase`This string ends an expression with %} but does not begin with {%.`;
          report(node, message);
        } else if (!begins && /^\s*\{%.*%\}\s*$/s.test(text)) {
          report(
            node,
            phrase`Remove the spaces around {% … %}: with them, the string is plain text and not an expression.`,
            {
              severity: 'hint',
            },
          );
        } else if (/^\$states\.(input|result|context|errorOutput)\b\S*$/.test(text) && !NO_TEXT.has(spec.value)) {
          report(node, phrase`This is passed on as text. To have it evaluated, write "{% ${text} %}".`, {
            severity: 'warning',
          });
        }
      });
    }
  },
};

/** What no text is: its own kind is missed, with the same advice. */
const NO_TEXT: ReadonlySet<ValueKind> = new Set(['integer', 'number', 'boolean', 'array', 'object']);
