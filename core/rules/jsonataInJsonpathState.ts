import { jsonataSource } from '../query';
import { visitStrings } from '../facts/expressions';
import { phrase } from '../l10n/phrase';
import type { Rule } from './rule';

/**
 * A `{% … %}` string in a JSONPath state is a plain string: nothing evaluates it. Ignore the hint if that is what you
 * want; otherwise add `"QueryLanguage": "JSONata"` to the state.
 *
 * Source: States Language, "Query languages".
 */
export const jsonataInJsonpathState: Rule = {
  code: 'jsonata-in-jsonpath-state',
  severity: 'hint',
  check({ fields }, report) {
    for (const { spec, value, object } of fields) {
      const template = spec.value === 'payloadTemplate' || spec.value === 'string';
      if (object.queryLanguage !== 'JSONPath' || !template || spec.name === 'Comment') continue;
      visitStrings(value, (node) => {
        if (!jsonataSource(node.value)) return;
        report(
          node,
          phrase`This state uses JSONPath, so {% … %} is plain text here. To use JSONata, set "QueryLanguage": "JSONata".`,
        );
      });
    }
  },
};
