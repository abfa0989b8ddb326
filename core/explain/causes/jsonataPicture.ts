import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { shownValue } from '../values';

const WRONG =
  /^D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp\. Given ([\s\S]+)$/;

/** Forms of a moment that people write, with the picture that reads them. */
const PICTURES: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\d \d\d:\d\d$/, '[Y0001]-[M01]-[D01] [H01]:[m01]'],
  [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]'],
  [/^\d{4}\/\d\d\/\d\d$/, '[Y0001]/[M01]/[D01]'],
  [/^\d\d\.\d\d\.\d{4}$/, '[D01].[M01].[Y0001]'],
  [/^\d{8}$/, '[Y0001][M01][D01]'],
];

/** `$toMillis` of a moment in another form than ISO 8601. */
export const jsonataPicture: Explain = (failure) => {
  const [, text] = thrownIn(failure, WRONG) ?? [];
  const given = parsedJson(text);
  if (typeof given !== 'string') return undefined;
  const picture = PICTURES.find(([form]) => form.test(given))?.[1];
  const what = phrase`$toMillis was given ${shownValue(given)}, which has another form than "2030-01-31T08:00:00Z".`;
  if (picture === undefined) return { sentence: what };
  return { sentence: phrase`${what} A second argument says which: ${`$toMillis(…, "${picture}")`}.` };
};
