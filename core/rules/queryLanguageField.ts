import { OWNER_TEXT } from './objectText';
import type { Rule } from './rule';

/** What does the same in the other language, where one field does. */
const COUNTERPARTS: Record<string, string> = {
  Parameters: 'Arguments',
  ResultSelector: 'Output',
  ResultPath: 'Output or Assign',
  OutputPath: 'Output',
  InputPath: 'Arguments or Output with $states.input',
  Result: 'Output',
  ItemsPath: 'Items',
  Arguments: 'Parameters',
  Output: 'ResultSelector, ResultPath or OutputPath',
  Items: 'ItemsPath',
  Variable: 'Condition',
  Condition: 'Variable with a comparison',
};

/**
 * The field belongs to the other query language: Parameters, ResultPath, InputPath and every …Path to
 * JSONPath; Arguments, Output, Items and Condition to JSONata. AWS refuses it.
 *
 * Source: States Language, "Query languages"; AWS: Transforming data with JSONata.
 */
export const queryLanguageField: Rule = {
  code: 'query-language-field',
  severity: 'error',
  check({ fields }, report) {
    for (const { spec, property, object } of fields) {
      if (!spec.queryLanguage || spec.queryLanguage === object.queryLanguage) continue;
      const counterpart =
        COUNTERPARTS[spec.name] ?? (spec.name.endsWith('Path') ? `${spec.name.slice(0, -4)} with {% … %}` : undefined);
      const what = OWNER_TEXT[object.owner].replace(/^An? /, '');
      const advice = counterpart ? ` Use ${counterpart} instead.` : '';
      report(
        property.key,
        `"${spec.name}" is a ${spec.queryLanguage} field, but this ${what} uses ${object.queryLanguage}.${advice}`,
      );
    }
  },
};
