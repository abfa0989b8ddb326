/** How a verdict is written. */
import { isJsonObject, type Json } from '../../core/json';
import { isNumber } from '../../core/jsonNumber';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import { faultsOf } from '../check';
import { shapeOf } from '../shape';
import type { AnswerCheck, Verdict } from '../source';

export const accepted = (sentence: Phrase, details: readonly Phrase[] = []): Verdict => ({
  verdict: 'accepted',
  sentence,
  details,
});
export const refused = (sentence: Phrase, details: readonly Phrase[] = []): Verdict => ({
  verdict: 'refused',
  sentence,
  details,
});
export const retried = (sentence: Phrase, details: readonly Phrase[] = []): Verdict => ({
  verdict: 'retried',
  sentence,
  details,
});

export function withMore(verdict: Verdict, ...details: Verdict['details']): Verdict {
  return { ...verdict, details: [...verdict.details, ...details] };
}

/** What is wrong with an answer that must be of a shape, a line each. */
export function mistakesIn(answer: Json, described: unknown): Phrase[] {
  return faultsOf(answer, shapeOf(described).schema, [], 'ours').map(({ path, message }) =>
    path.length === 0 ? message : phrase`${path.join('.')}: ${message}`,
  );
}

/** An answer that must be of a shape, and of which no more is known. */
export function shaped(
  described: (event: Json) => unknown,
  { good, bad }: { readonly good: () => Phrase; readonly bad: () => Phrase },
): AnswerCheck {
  return (answer, event) => {
    const mistakes = mistakesIn(answer, described(event));
    return mistakes.length === 0 ? accepted(good()) : refused(bad(), mistakes);
  };
}

/** The value at a path of an event, where it is there. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inside, name) => (isJsonObject(inside) && Object.hasOwn(inside, name) ? inside[name] : undefined),
    value,
  );
}

export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** As JSON in UTF-8. */
export function bytesOf(answer: Json): number {
  return new TextEncoder().encode(JSON.stringify(answer) ?? 'null').length;
}

/** What is wrong with a status, a number or a text; nothing where its type is. @param name of the member */
export function statusFaults(answer: Json, name: string): Phrase[] {
  const status = at(answer, name);
  const isOne = typeof status === 'string' || (isNumber(status ?? null) && Number.isInteger(Number(status)));
  return isOne && !/^[1-5]\d\d$/.test(String(status))
    ? [phrase`${name}: This must be an HTTP status from 100 to 599.`]
    : [];
}
