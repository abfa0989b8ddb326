/** What an explanation is given, and what it may say. */
import type { Json } from '../json';
import type { Explanation, FailureFacts } from '../interpreter/historyEvent';
import type { State } from '../model/machine';
import type { Missing } from './missing';
import type { Visit } from './trail';

/** A failure, with what the run so far tells of it. */
export interface Failure {
  /** Empty where it has none. */
  readonly error: string;
  /** As AWS words it, with the state it arose in; empty where it has none. */
  readonly cause: string;
  /** The state it arose in; absent of a handler that was called by itself. */
  readonly state?: State;
  readonly visit?: Visit;
  /** Visits before it, the latest first; those of a strand end with the Map or Parallel around it. */
  readonly earlier: () => Iterable<Visit>;
  /** Parsed, as {@link Visit.input}. */
  readonly input: () => Json | undefined;
  /** What the task was asked: its Parameters or Arguments, or the event of a function. */
  readonly asked: () => Json | undefined;
  /** What the task answered, before the state made its output of it. */
  readonly result: () => Json | undefined;
  /** The value of a variable. */
  readonly variable: (name: string) => Json | undefined;
  /** The path that leads nowhere, where that is what went wrong. */
  readonly missing: Missing | undefined;
  /** What the program that ran the handler saw, and AWS's words leave out. */
  readonly facts: FailureFacts;
}

/**
 * Says in one sentence why something failed, from the values that were there; undefined wherever it is not sure. A false word
 * costs more than a missing one.
 */
export type Explain = (failure: Failure) => Explanation | undefined;
