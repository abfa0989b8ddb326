/** What starts a handler: how its event is made, what it may be, and what becomes of the answer. */
import type { EventPath } from '../core/handlers/pieces';
import type { Json } from '../core/json';
import type { Phrase } from '../core/l10n/phrase';
import type { Mapping } from '../core/triggers/handOver';
import { Fresh } from './fresh';
import { readParameters, type Given, type Parameters, type Texts } from './parameters';
import type { Schema } from './schema';
import { shapeOf } from './shape';

export interface EventSource<P extends Parameters = Parameters> {
  /** As it is written in a terminal, such as `sqs-fifo`. */
  readonly name: string;
  readonly title: () => Phrase;
  /** The service that calls, in AWS's own spelling. */
  readonly service: string;
  /** AWS's page with the shape of the event. */
  readonly page: string;
  readonly parameters: P;
  /** The user's own code decides the shape: any JSON object is such an event, and none is recognized as one. */
  readonly isFree?: boolean;
  /** A member without which no event is taken for one of the source: its other members are another's as well. */
  readonly mark?: EventPath;
  /** Sample and schema in one. The schema is the same for all values. */
  describe(given: Given<P>, fresh: Fresh): unknown;
  /** What of it a person's own programs write, by parameter: made up of what the handler reads there. */
  readonly filled?: Filled;
  /** Absent: nobody knows what it does with what the handler answers. */
  readonly caller?: Caller;
}

/** What a caller of a handler makes of its end. */
export interface Caller {
  readonly answered: AnswerCheck;
  readonly failed: FailureCheck;
}

export interface Filled {
  readonly [parameter: string]: {
    /** Where the handler reads it. */
    readonly at: EventPath;
    /**
     * Written as the query of a URL, as an item of DynamoDB; what the sample has not, added to the default, as it is read, or a text for
     * each name, of which the event makes more. Absent: as JSON.
     */
    readonly as?: 'query' | 'item' | 'more' | 'names';
    /** Of a text that is no JSON, and by default none: what stands there where it is read. */
    readonly plain?: string;
  };
}

/** Keeps the types of a source's parameters while it is written. */
export function eventSource<P extends Parameters>(source: EventSource<P>): EventSource {
  return source as unknown as EventSource;
}

/**
 * @param event what the handler was called with
 * @param mapping what is known of the event source mapping that called it
 */
export type AnswerCheck = (answer: Json, event: Json, mapping?: Mapping) => Verdict;

/** @param event what the handler was called with */
export type FailureCheck = (error: HandlerError, event: Json) => Verdict;

/** As Lambda tells it. */
export interface HandlerError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What the caller would do. */
export interface Verdict {
  /** `refused`: the caller fails with it; `retried`: it would send all of the event, or a part, again; `ignored`: nobody reads it. */
  readonly verdict: 'accepted' | 'refused' | 'retried' | 'ignored';
  readonly sentence: Phrase;
  /** One by one: what is wrong, what would be sent again, what a client would see. */
  readonly details: readonly Phrase[];
}

export interface MakeOptions {
  readonly seed: number;
  /** In milliseconds; absent: a time that follows from the seed. */
  readonly now?: number;
  /** Where the event happens, as far as that is known. */
  readonly place?: { readonly region?: string; readonly account?: string };
}

/** A sample event with the values that were given. */
export function makeEvent(
  source: EventSource,
  texts: Texts,
  { seed, now, place }: MakeOptions,
): { readonly event: Json } | { readonly problem: Phrase } {
  const read = readParameters(source, texts);
  if ('problem' in read) return read;
  return { event: shapeOf(source.describe(read.values, new Fresh(seed, now, place))).sample as Json };
}

const schemas = new WeakMap<EventSource, Schema>();

/** JSON Schema, draft-07, of every event of a source. */
export function schemaOf(source: EventSource): Schema {
  let schema = schemas.get(source);
  if (!schema) {
    const read = readParameters(source, {});
    // What a source has by default it can read: the tests make each.
    schema = 'problem' in read ? {} : shapeOf(source.describe(read.values, new Fresh(0))).schema;
    schemas.set(source, schema);
  }
  return schema;
}
