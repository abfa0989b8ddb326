/** Whose event it is, where nobody says so. */
import { valueAt } from '../core/explain/values';
import { isContainer, type Json } from '../core/json';
import { faultsOf } from './check';
import type { Schema } from './schema';
import { schemaOf, type EventSource } from './source';

/**
 * The source that an event is most likely of: of those that accept it the most exacting, else the one with most of its
 * marks (the values that are always the same, such as `"aws:sqs"`) and members, of several the one with the fewest faults. Undefined: it looks like none.
 */
export function recognize(event: Json, sources: readonly EventSource[]): EventSource | undefined {
  const rated = sources
    .filter((source) => mayBeOf(event, source))
    .map((source) => {
      const schema = schemaOf(source);
      return { source, faults: faultsOf(event, schema).length, likeness: likeness(event, schema) };
    });
  const accepting = rated.filter(({ faults, likeness }) => faults === 0 && likeness > 0);
  const likely = accepting.length > 0 ? accepting : rated.filter(({ likeness }) => likeness >= LIKELY);
  // What is missing tells little: an exacting source has more of it than another, whose marks it may share.
  return likely.toSorted((one, other) => other.likeness - one.likeness || one.faults - other.faults)[0]?.source;
}

/** The source that some members speak for, of an event that is too little of one to be {@link recognize}d. */
export function mostLike(event: Json, sources: readonly EventSource[]): EventSource | undefined {
  const rated = sources
    .filter((source) => mayBeOf(event, source))
    .map((source) => ({ source, likeness: likeness(event, schemaOf(source)) }));
  const best = rated.reduce((one, other) => (other.likeness > one.likeness ? other : one));
  return best.likeness >= SOME ? best.source : undefined;
}

function mayBeOf(event: Json, { isFree, mark }: EventSource): boolean {
  return isFree !== true && (mark === undefined || valueAt(event, mark) !== undefined);
}

/** Two members. */
const SOME = 2;

/** A mark and a member beside it, or a few members: less is chance. */
const LIKELY = 5;
const MARK = 4;

/** How much of what a schema asks for is there. */
function likeness(value: Json, schema: Schema): number {
  if (schema.anyOf) return Math.max(...schema.anyOf.map((each) => likeness(value, each)));
  if (schema.const !== undefined) return value === schema.const ? MARK : -MARK;
  if (schema.enum) return schema.enum.some((each) => each === value) ? 1 : -MARK;
  if (schema.pattern !== undefined && typeof value === 'string') return new RegExp(schema.pattern).test(value) ? 1 : 0;
  if (!isContainer(value)) return 0;
  if (Array.isArray(value)) return schema.items && value[0] !== undefined ? likeness(value[0], schema.items) : 0;
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).reduce((sum, [name, member]) => {
    const there = Object.hasOwn(value, name) ? value[name] : undefined;
    if (there === undefined) return sum;
    return sum + (required.includes(name) ? 1 : 0.5) + likeness(there, member);
  }, 0);
}
