import { CHOICE_OPERATORS, LOGICAL_OPERATORS } from '../catalog/choiceOperators';
import { fieldNamed } from '../catalog/fields';
import { phrase } from '../l10n/phrase';
import { isDeployTime, propertyOf } from '../syntax/value';
import type { Rule } from './rule';

const COMPARISONS = new Set(CHOICE_OPERATORS.map((operator) => operator.name));
const LOGICAL = new Set<string>(LOGICAL_OPERATORS);

/**
 * A JSONPath choice rule compares one Variable with one operator, or combines rules with And, Or or Not. More than
 * one operator is reported as conflicting fields.
 *
 * Source: States Language, "Choice State".
 */
export const choiceOperatorRule: Rule = {
  code: 'choice-operator',
  severity: 'error',
  check({ objects }, report) {
    for (const { owner, node, queryLanguage } of objects) {
      if ((owner !== 'choiceRule' && owner !== 'nestedRule') || queryLanguage !== 'JSONPath') continue;
      const names = node.properties.map(({ key }) => key.value);
      // A misspelt operator is an unknown field, which its own rule says better.
      if (
        names.includes('Condition') ||
        isDeployTime(node) ||
        node.isOpen ||
        names.some((name) => !fieldNamed(owner, name))
      )
        continue;
      const compares = names.some((name) => COMPARISONS.has(name));
      const variable = propertyOf(node, 'Variable');
      if (compares && !variable) {
        report(node, phrase`A comparison needs a Variable: the path of the value to compare.`, {
          data: { missing: 'Variable' },
        });
      } else if (!compares && !names.some((name) => LOGICAL.has(name))) {
        const message = variable
          ? phrase`This rule has a Variable but no comparison, such as "StringEquals" or "IsPresent".`
          : phrase`A choice rule needs a Variable with a comparison, or And, Or or Not.`;
        report(variable?.key ?? node, message);
      }
    }
  },
};
