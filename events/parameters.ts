/** What a person may choose of a sample event: each parameter is written as a text and read here. */
import { isJsonObject, type Json, type JsonObject } from '../core/json';
import { parsedJson } from '../core/jsonText';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { nearestName } from '../core/nearestName';

export interface Parameter<Value = unknown> {
  /** What it is, as it goes on after its name: `the text of the message`. */
  readonly says: () => Phrase;
  /** As a person would write it. */
  readonly default: string;
  readonly kind: 'text' | 'number' | 'json' | 'choice';
  /** All that it may be, where it is a choice. */
  readonly choices?: readonly string[];
  /** What its text means, or what it must be. */
  read(text: string): { readonly value: Value } | { readonly mustBe: Phrase };
}

export type Parameters = { readonly [name: string]: Parameter };
/** The texts that were given, by the parameters' names. */
export type Texts = { readonly [name: string]: string };
/** What they mean; of what was not given, the default. */
export type Given<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer Value> ? Value : never;
};

export function text(byDefault: string, says: () => Phrase): Parameter<string> {
  return { says, default: byDefault, kind: 'text', read: (written) => ({ value: written }) };
}

/** @param from the least; @param to the most: a batch of more is none that AWS sends, and would fill the memory. */
export function wholeNumber(
  byDefault: number,
  says: () => Phrase,
  { from = 1, to = 10_000 }: { readonly from?: number; readonly to?: number } = {},
): Parameter<number> {
  const read: Parameter<number>['read'] = (written) => {
    const value = /^\d+$/.test(written.trim()) ? Number(written) : NaN;
    return value >= from && value <= to ? { value } : { mustBe: phrase`must be a whole number from ${from} to ${to}` };
  };
  return { says, default: String(byDefault), kind: 'number', read };
}

export function choice<const T extends string>(choices: readonly [T, ...T[]], says: () => Phrase): Parameter<T> {
  const read: Parameter<T>['read'] = (written) => {
    const chosen = choices.find((each) => each === written);
    return chosen === undefined ? { mustBe: phrase`must be one of ${choices.join(', ')}` } : { value: chosen };
  };
  return { says, default: choices[0], kind: 'choice', choices, read };
}

/** Any JSON. */
export function json(byDefault: Json, says: () => Phrase): Parameter<Json> {
  const read: Parameter<Json>['read'] = (written) => {
    const value = parsedJson(written);
    return value === undefined ? { mustBe: phrase`must be JSON` } : { value };
  };
  return { says, default: JSON.stringify(byDefault), kind: 'json', read };
}

/** A JSON object, such as claims. */
export function jsonObject(byDefault: JsonObject, says: () => Phrase): Parameter<JsonObject> {
  const read: Parameter<JsonObject>['read'] = (written) => {
    const value = parsedJson(written);
    return isJsonObject(value) ? { value } : { mustBe: phrase`must be a JSON object` };
  };
  return { says, default: JSON.stringify(byDefault), kind: 'json', read };
}

/** Reads what was given; the sentence that says what is wrong with it. */
export function readParameters(
  { name, parameters }: { readonly name: string; readonly parameters: Parameters },
  texts: Texts,
): { readonly values: { readonly [name: string]: unknown } } | { readonly problem: Phrase } {
  const unknown = Object.keys(texts).find((each) => !Object.hasOwn(parameters, each));
  if (unknown !== undefined) return { problem: unknownParameter(unknown, name, Object.keys(parameters)) };
  const values: { [name: string]: unknown } = {};
  for (const [each, parameter] of Object.entries(parameters)) {
    const read = parameter.read(texts[each] ?? parameter.default);
    if ('mustBe' in read) return { problem: phrase`The parameter ${each} ${read.mustBe}, not ${texts[each] ?? ''}.` };
    values[each] = read.value;
  }
  return { values };
}

function unknownParameter(written: string, source: string, names: readonly string[]): Phrase {
  if (names.length === 0) return phrase`The event ${source} has no parameters.`;
  const nearest = nearestName(written, names);
  return nearest
    ? phrase`The event ${source} has no parameter ${written}. Did you mean ${nearest}?`
    : phrase`The event ${source} has no parameter ${written}. Its parameters are ${names.join(', ')}.`;
}
