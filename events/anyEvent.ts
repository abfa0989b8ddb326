/** One schema for files that hold events of whatever source: what a file looks like by now decides which schema holds it. */
import type { Json } from '../core/json';
import { faultsOf } from './check';
import type { Schema } from './schema';
import { makeEvent, schemaOf, type EventSource } from './source';

/** `if` and `then` of JSON Schema (draft-07). */
export interface Conditional {
  readonly if: Schema & { readonly not?: { readonly anyOf: readonly Schema[] } };
  readonly then: Schema & { readonly title: string };
}

interface Marked {
  readonly source: EventSource;
  /** What such an event has and others have not, however little of it is written. */
  readonly mark: Schema;
  readonly sample: Json;
}

/** The rarest members of an event: so many tell it from others. */
const TELLING = 2;

/** Of what looks like no event nothing is said, and of what looks like two the first in the table counts. */
export function schemaOfAny(sources: readonly EventSource[]): { readonly allOf: readonly Conditional[] } {
  const likely = sources.flatMap((source): Marked[] => {
    const made = makeEvent(source, {}, { seed: 0 });
    const constants = markOf(schemaOf(source), false);
    return source.isFree || 'problem' in made ? [] : [{ source, mark: constants ?? {}, sample: made.event }];
  });
  const times = new Map<string, number>();
  for (const { source } of likely)
    for (const name of schemaOf(source).required ?? []) times.set(name, (times.get(name) ?? 0) + 1);
  // The less a mark asks for, the sooner a file has it: more only where others have it too.
  const chosen = likely.map((one): Marked => {
    const { source } = one;
    const rest = [markOf(schemaOf(source), true) ?? {}, rarestOf(source, times, TELLING), rarestOf(source, times, 9)];
    const marks = [one.mark, ...rest.map((each) => together(one.mark, each))];
    const isOwn = (mark: Schema): boolean =>
      isTelling(mark) &&
      likely.every((other) => other === one || !fits(other.sample, mark) || !fits(one.sample, other.mark));
    return { ...one, mark: marks.find(isOwn) ?? marks.at(-1)! };
  });
  const marked: Marked[] = [];
  for (const one of chosen.filter(({ mark }) => isTelling(mark)))
    if (!marked.some((other) => fits(other.sample, one.mark) && fits(one.sample, other.mark))) marked.push(one);
  const allOf = marked.map(({ source, mark, sample }): Conditional => {
    const nearer = marked.filter(
      (other) => other.source !== source && fits(other.sample, mark) && !fits(sample, other.mark),
    );
    return {
      if: { ...mark, ...(nearer.length > 0 && { not: { anyOf: nearer.map((other) => other.mark) } }) },
      then: { title: source.title(), ...schemaOf(source) },
    };
  });
  return { allOf };
}

/** What asks for nothing is anybody's. */
function isTelling({ const: value, items, required = [] }: Schema): boolean {
  return value !== undefined || items !== undefined || required.length > 0;
}

function fits(event: Json, mark: Schema): boolean {
  return faultsOf(event, mark).length === 0;
}

/** The part of a schema that asks for values which are always the same, or one of a few. */
function markOf(schema: Schema, alsoChoices: boolean): Schema | undefined {
  const { const: value, enum: values, type, properties = {}, required = [], items } = schema;
  if (value !== undefined) return { const: value };
  if (alsoChoices && values) return { enum: values };
  const inner = items && markOf(items, alsoChoices);
  if (inner) return { type: 'array', items: inner, minItems: 1 };
  const members = Object.entries(properties).flatMap(([name, member]): [string, Schema][] => {
    const mark = required.includes(name) ? markOf(member, alsoChoices) : undefined;
    return mark ? [[name, mark]] : [];
  });
  if (members.length === 0) return undefined;
  return { type: type ?? 'object', properties: Object.fromEntries(members), required: members.map(([name]) => name) };
}

/** Both: of the members of an event itself. */
function together(one: Schema, other: Schema): Schema {
  if (one.items ?? other.items) return Object.keys(one).length > 0 ? one : other;
  const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])];
  return { ...one, ...other, properties: { ...one.properties, ...other.properties }, required };
}

/** The members that fewest others have. @param times how many sources have a member of a name */
function rarestOf(source: EventSource, times: ReadonlyMap<string, number>, most: number): Schema {
  const names = schemaOf(source).required ?? [];
  const rarest = names.toSorted((one, other) => times.get(one)! - times.get(other)!).slice(0, most);
  return rarest.length === 0 || (rarest.length === 1 && times.get(rarest[0]!)! > 1)
    ? {}
    : { type: 'object', required: rarest };
}
