/** Values in a sentence: what kind they are of, and the beginning of what they are. */
import { isJsonObject, type Json } from '../json';
import { isNumber, numberText } from '../jsonNumber';
import { parsedJson } from '../jsonText';
import { phrase, saidAlready, type Phrase } from '../l10n/phrase';

/** Characters of a value that a sentence shows. */
const LONGEST = 60;
/** Names of members that a sentence lists. */
const MOST_NAMES = 8;

/** `the text "7"`, `an array of 3`, `an object with id, total`. */
export function shownValue(value: Json): Phrase {
  if (value === null) return saidAlready('null');
  if (typeof value === 'string') return value === '' ? phrase`an empty text` : phrase`the text ${quoted(value)}`;
  if (isNumber(value)) return phrase`the number ${shortened(numberText(value))}`;
  if (typeof value === 'boolean') return saidAlready(String(value));
  if (Array.isArray(value)) return value.length === 0 ? phrase`an empty array` : phrase`an array of ${value.length}`;
  const names = isJsonObject(value) ? Object.keys(value) : [];
  return names.length === 0 ? phrase`an empty object` : phrase`an object with ${listed(names)}`;
}

/** The first names, and how many there are beyond them. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(shortened).join(', ');
  return names.length > MOST_NAMES ? phrase`${shown} and ${names.length - MOST_NAMES} more` : shown;
}

/** In quotation marks, of a long text the beginning. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** The object or array that a text holds as JSON: what somebody wrote twice over. */
export function jsonInText(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
  return parsedJson(value);
}

/** The value behind names and indices; undefined where there is none. */
export function valueAt(value: Json | undefined, steps: readonly (string | number)[]): Json | undefined {
  let at = value;
  for (const step of steps) {
    if (typeof step === 'number') at = Array.isArray(at) ? at.at(step) : undefined;
    else at = isJsonObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    if (at === undefined) return undefined;
  }
  return at;
}
