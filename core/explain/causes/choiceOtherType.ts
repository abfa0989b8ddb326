import type { Json } from '../../json';
import { isNumber } from '../../jsonNumber';
import { parsedJson } from '../../jsonText';
import { phrase, type Phrase } from '../../l10n/phrase';
import { comparisonsOf, foundNoRule, restOf } from '../choiceRules';
import type { Explain } from '../explanation';
import { shownValue } from '../values';

interface Kind {
  holds(value: Json): boolean;
  readonly words: () => Phrase;
}

const isTimestamp = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text);

const KINDS: readonly (readonly [prefix: string, kind: Kind])[] = [
  ['Numeric', { holds: (value) => isNumber(value), words: () => phrase`numbers` }],
  ['String', { holds: (value) => typeof value === 'string', words: () => phrase`texts` }],
  ['Boolean', { holds: (value) => typeof value === 'boolean', words: () => phrase`true and false` }],
  [
    'Timestamp',
    {
      holds: (value) => typeof value === 'string' && isTimestamp(value),
      words: () => phrase`timestamps such as 2024-01-31T12:00:00Z`,
    },
  ],
];

/** A comparison of a value of another type than the operator's is false, and no error. */
export const choiceOtherType: Explain = (failure) => {
  if (!foundNoRule(failure)) return undefined;
  for (const { variable, operator, value } of comparisonsOf(failure)) {
    const kind = KINDS.find(([prefix]) => operator.startsWith(prefix))?.[1];
    if (!kind || value === undefined || kind.holds(value)) continue;
    const what = phrase`${variable} is ${shownValue(value)}, and ${operator} compares ${kind.words()} only: the rule does not hold. ${restOf(failure)}`;
    return { sentence: `${what}${conversionOf(variable, value, kind)}` };
  }
  return undefined;
};

/** What makes a value of the right type of a text that holds one as JSON. */
function conversionOf(variable: string, value: Json, kind: Kind): string {
  const inside = typeof value === 'string' ? parsedJson(value) : undefined;
  if (inside === undefined || typeof inside === 'string' || !kind.holds(inside)) return '';
  return ` ${phrase`A Pass state before, with States.StringToJson(${variable}), turns it into ${isNumber(inside) ? phrase`a number` : phrase`true or false`}.`}`;
}
