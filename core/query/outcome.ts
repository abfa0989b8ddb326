/** What reading and evaluating a query can come to. A user's mistake is a value here, never an exception. */
import type { Json, JsonObject } from '../json';

/** A text that is no valid path, intrinsic call or expression: what is wrong and where, in UTF-16 units of that text. */
export interface QueryProblem {
  readonly problem: true;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

export function queryProblem(message: string, offset: number, length = 1): QueryProblem {
  return { problem: true, message, offset, length };
}

/** Narrows what a parser gave to its problem. */
export function isQueryProblem(value: unknown): value is QueryProblem {
  return typeof value === 'object' && value !== null && (value as { problem?: unknown }).problem === true;
}

/** An evaluation that failed, with the error name and cause AWS gives (without the interpreter's prefix). */
export interface QueryFailure {
  readonly ok: false;
  readonly error: string;
  readonly cause: string;
  /** The field that failed, as AWS names it in `EvaluationFailed`: `Output/a/b[0]`. JSONata only. */
  readonly location?: string;
}

/** A value or a failure. */
export type Evaluated<T = Json> = { readonly ok: true; readonly value: T } | QueryFailure;

/**
 * Carries a failure out of nested evaluations, inside this room and no further than {@link settled}: results wrapped
 * at every level would cost more than the evaluation.
 */
export class EvaluationFailure extends Error {
  constructor(readonly outcome: QueryFailure) {
    super(outcome.cause);
  }
}

/** What an evaluation that throws {@link EvaluationFailure} comes to. */
export function settled(evaluate: (scope: QueryScope) => Json, scope: QueryScope): Evaluated {
  try {
    return success(evaluate(scope));
  } catch (error) {
    if (error instanceof EvaluationFailure) return error.outcome;
    throw error;
  }
}

/** Most evaluations answer at once; JSONata beyond the simple forms needs a promise. */
export type MaybePromise<T> = T | Promise<T>;

export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** (Not called `then`: a module that exports that name is taken for a promise when it is awaited.) Applies `next` to the value, now or when it arrives. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

export function success<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function failure(error: string, cause: string, location?: string): QueryFailure {
  return location === undefined ? { ok: false, error, cause } : { ok: false, error, cause, location };
}

/** What a JSONPath-language expression may read, and the chance it may ask for. */
export interface QueryScope {
  /** What `$` means. */
  readonly input: Json;
  /** What `$$` means: the context object. */
  readonly context?: Json;
  /** What `$name` means. */
  readonly variables?: JsonObject;
  /** For States.MathRandom without a seed; in [0, 1). */
  random?(): number;
  /** For States.UUID. */
  uuid?(): string;
}
