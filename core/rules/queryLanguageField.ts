import { phrase, type Phrase } from '../l10n/phrase';
import { OWNER_TEXT } from './objectText';
import type { Rule } from './rule';

/** What does the same in the other language, where one field does. */
const COUNTERPARTS: Record<string, string | (() => Phrase)> = {
  Parameters: 'Arguments',
  ResultSelector: 'Output',
  ResultPath: () => phrase`Output or Assign`,
  OutputPath: 'Output',
  InputPath: () => phrase`Arguments or Output with $states.input`,
  Result: 'Output',
  ItemsPath: 'Items',
  Arguments: 'Parameters',
  Output: () => phrase`ResultSelector, ResultPath or OutputPath`,
  Items: 'ItemsPath',
  Variable: 'Condition',
  Condition: () => phrase`Variable with a comparison`,
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
        said(COUNTERPARTS[spec.name]) ??
        (spec.name.endsWith('Path') ? phrase`${spec.name.slice(0, -4)} with {% … %}` : undefined);
      const what = OWNER_TEXT[object.owner]().replace(/^An? /, '');
      const advice = counterpart ? phrase` Use ${counterpart} instead.` : '';
      report(
        property.key,
        phrase`"${spec.name}" is a ${spec.queryLanguage} field, but this ${what} uses ${object.queryLanguage}.${advice}`,
      );
    }
  },
};

function said(counterpart: string | (() => Phrase) | undefined): string | undefined {
  return typeof counterpart === 'function' ? counterpart() : counterpart;
}
