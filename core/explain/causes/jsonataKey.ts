import { parsedJson } from '../../jsonText';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';
import { thrownIn } from '../jsonataFault';
import { shownValue } from '../values';

const WRONG = /^T1003: Key in object structure must evaluate to a string; got: ([\s\S]+)$/;

/** `{ id: name }` where the id is a number. */
export const jsonataKey: Explain = (failure) => {
  const [, text] = thrownIn(failure, WRONG) ?? [];
  const key = parsedJson(text);
  if (key === undefined) return undefined;
  const what = phrase`The keys of an object must be texts, and one is ${shownValue(key)}.`;
  return { sentence: typeof key === 'object' ? what : phrase`${what} $string(…) around it makes a text of it.` };
};
