import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { bareCause } from '../missing';
import { shownValue } from '../values';

const WRONG =
  /^The JSONata expression '[\s\S]+' specified for the field '[^']*' threw an error during evaluation\. T1003: Key in object structure must evaluate to a string; got: ([\s\S]+)$/;

/** `{ id: name }` where the id is a number. */
export const jsonataKey: Explain = ({ cause }) => {
  const [, text] = WRONG.exec(bareCause(cause)) ?? [];
  const key = parsedJson(text);
  if (key === undefined) return undefined;
  const what = phrase`The keys of an object must be texts, and one is ${shownValue(key)}.`;
  return { sentence: typeof key === 'object' ? what : phrase`${what} $string(…) around it makes a text of it.` };
};
