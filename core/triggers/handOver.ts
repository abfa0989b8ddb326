/**
 * What a trigger sends and how it is handed over to what it starts, in one form for every kind of deployment file. Data alone:
 * the library of events makes the event.
 */
import type { JsonObject } from '../json';

/** A trigger as readers of projects find it. */
export interface TriggerFact {
  readonly name?: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** What a resource that starts several says of this one. */
  readonly target?: JsonObject;
}

/** What is known of a trigger. */
export interface TriggerReading {
  /** The name of its sample event in `events/sources`. */
  readonly source: string;
  /** The trigger's own values, by the names of the sample's parameters. */
  readonly texts: { readonly [parameter: string]: string };
  /** Absent: the event itself is handed over, and to functions alone. */
  readonly handOver?: HandOver;
  /** Of what Lambda reads itself: a queue, a stream. */
  readonly mapping?: Mapping;
  /** Where its ARNs say that it is. */
  readonly place?: { readonly region?: string; readonly account?: string };
}

/** What an event source mapping of Lambda says beside its source. */
export interface Mapping {
  /** FunctionResponseTypes has ReportBatchItemFailures. */
  readonly reportsFailures: boolean;
  /** Patterns, of which a record must match one; none: all are taken. */
  readonly filters: readonly JsonObject[];
}

/** The types of triggers in the words of one kind of deployment file. Undefined: nothing is known of such a one. */
export interface TriggerWords {
  readonly [type: string]: (properties: JsonObject, target: JsonObject) => TriggerReading | undefined;
}

export interface HandOver {
  readonly by: 'rule' | 'scheduled-rule' | 'scheduler' | 'rest-api' | 'http-api' | 'pipe' | 'iot-rule';
  /** Its own name, where it has one. */
  readonly called?: string;
  /** The events that a rule is about. */
  readonly pattern?: JsonObject;
  /** Where a pipe reads: an ARN or an address. */
  readonly source?: string;
  readonly method?: string;
  readonly route?: string;
  /** The input itself, as JSON text. Of this and what follows one is there; none: the event as it is. */
  readonly input?: string;
  /** The part of the event that is the input. */
  readonly inputPath?: string;
  /** Names and paths of an input transformer … */
  readonly inputPaths?: { readonly [name: string]: string };
  /** … and its template, or that of a pipe. */
  readonly inputTemplate?: string;
  /** By content type: the mapping templates of an API, in Velocity. To machines, and to functions where `isMapped`. */
  readonly requestTemplates?: { readonly [contentType: string]: string };
  /** A function gets what the template makes: an integration of the type AWS, not AWS_PROXY. */
  readonly isMapped?: boolean;
  /**
   * By the status of an integration response: the pattern of the error messages that it is for, empty: for all else.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html
   */
  readonly errorPatterns?: { readonly [status: string]: string };
  /** The request is handed over as a function would get it. */
  readonly isProxy?: boolean;
  /** The parameter `Input` of an HTTP API, such as `$request.body`. */
  readonly parameter?: string;
  /** Of a pipe: patterns, of which a record must match one. Absent: all are taken. */
  readonly filters?: readonly JsonObject[];
  /** A pipe asks something else what to hand over. */
  readonly isEnriched?: boolean;
}
