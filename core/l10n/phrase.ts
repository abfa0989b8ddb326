/**
 * Words for people, in their language. A phrase is written in English where it is said, as a template:
 *
 *     phrase`HeartbeatSeconds (${heartbeat}) must be smaller than TimeoutSeconds (${timeout})`
 *
 * Its English with `{0}` and `{1}` for the values is the key to a bundle of translations, in VS Code's own form
 * (`l10n/bundle.l10n.LANGUAGE.json`). A translation may move its values. A phrase is looked up when it is said: a constant of a
 * module is said before the bundle is there, so a table of phrases has getters or functions.
 */

/** English to another language. */
export type Translations = { readonly [english: string]: string };

declare const isPhrase: unique symbol;
/** Words that have been looked up: what takes one of these takes no words that nobody can translate. */
export type Phrase = string & { readonly [isPhrase]: true };

/** A translation taken apart: its words, and the indices of values. */
type Pieces = readonly (string | number)[];

let translations: Translations | undefined;
/** By template, each of which is one object for as long as the program runs. */
let known = new WeakMap<TemplateStringsArray, Pieces>();

/** For the whole process, before anything is said; undefined: English. */
export function useTranslations(given: Translations | undefined): void {
  translations = given;
  known = new WeakMap();
}

/** For a library that is loaded apart and has no words until it is given them. */
export function translationsInUse(): Translations | undefined {
  return translations;
}

export function phrase(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Phrase {
  return said(parts, values, String) as Phrase;
}

/** What a history records is AWS's own and the same for everybody. */
export function inEnglish<Result>(say: () => Result): Result {
  const spoken = translations;
  translations = undefined;
  try {
    return say();
  } finally {
    translations = spoken;
  }
}

/** What has been looked up where its type was lost, or is another's: an error of AWS, of a library or of a file is shown as it is. */
export function saidAlready(words: string): Phrase {
  return words as Phrase;
}

/**
 * A template of words in the person's language; other tags that speak to people are made of it.
 * @param ready makes a value fit for where the words go
 */
export function said<Value>(
  parts: TemplateStringsArray,
  values: readonly Value[],
  ready: (value: Value) => string,
): string {
  if (!translations) {
    let english = parts[0]!;
    for (let index = 0; index < values.length; index++) english += ready(values[index]!) + parts[index + 1]!;
    return english;
  }
  let pieces = known.get(parts);
  if (!pieces) known.set(parts, (pieces = translated(parts, translations)));
  return pieces.map((piece) => (typeof piece === 'string' ? piece : ready(values[piece]!))).join('');
}

/** Blanks around the words are their place, and no part of the key. */
export function keyOf(parts: readonly string[]): string {
  return parts
    .map((part, index) => (index === 0 ? part : `{${index - 1}}${part}`))
    .join('')
    .trim();
}

function translated(parts: TemplateStringsArray, bundle: Translations): Pieces {
  const key = keyOf(parts);
  const words = Object.hasOwn(bundle, key) ? bundle[key]! : key;
  const before = /^\s*/.exec(parts[0]!)![0];
  const after = parts.join('').trim() === '' && parts.length === 1 ? '' : /\s*$/.exec(parts.at(-1)!)![0];
  const pieces = words.split(/\{(\d+)\}/).map((piece, index) => (index % 2 === 0 ? piece : Number(piece)));
  const isThere = (piece: string | number): boolean => typeof piece === 'string' || piece < parts.length - 1;
  return [before, ...pieces.map((piece) => (isThere(piece) ? piece : `{${piece}}`)), after];
}
