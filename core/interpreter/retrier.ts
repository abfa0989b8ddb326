/** Retry: which retrier answers a failure, and how long it waits. */
import { isJsonObject, type Json } from '../json';
import { doubleOf, isNumber } from '../jsonNumber';
import { errorNames, matchesError } from './errorEquals';
import type { StateFailure } from './stateFailure';
import type { StatePart } from './statePart';

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly jitter: boolean;
  readonly part: StatePart;
}

/** Reads `Retry` with the defaults of the States Language. `part` is the state as a whole. */
export function compileRetriers(retry: Json | undefined, part: StatePart): readonly Retrier[] {
  if (!Array.isArray(retry)) return [];
  return retry.filter(isJsonObject).map((retrier, index) => {
    const own = part.at('Retry', index);
    own.declare();
    return {
      part: own,
      errorEquals: errorNames(retrier.ErrorEquals),
      intervalSeconds: numberOr(retrier.IntervalSeconds, 1),
      maxAttempts: numberOr(retrier.MaxAttempts, 3),
      backoffRate: numberOr(retrier.BackoffRate, 2),
      maxDelaySeconds: numberOr(retrier.MaxDelaySeconds, Number.POSITIVE_INFINITY),
      jitter: retrier.JitterStrategy === 'FULL',
    };
  });
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return isNumber(value) ? doubleOf(value) : otherwise;
}

/** Each retrier counts for itself; the first that matches answers alone, even when it is exhausted. */
export class RetryCounters {
  private readonly used: number[];

  constructor(private readonly retriers: readonly Retrier[]) {
    this.used = retriers.map(() => 0);
  }

  /** The retrier that answers and the number of its attempt, from 1; undefined where none is left. */
  next(failure: StateFailure): { readonly index: number; readonly attempt: number } | undefined {
    const found = this.foresee(failure);
    if (found) this.used[found.index] = found.attempt;
    return found;
  }

  /** The same without counting. */
  foresee(failure: StateFailure): { readonly index: number; readonly attempt: number } | undefined {
    const index = this.retriers.findIndex((retrier) => matchesError(retrier.errorEquals, failure));
    const retrier = this.retriers[index];
    const used = this.used[index] ?? 0;
    if (!retrier || used >= retrier.maxAttempts) return undefined;
    return { index, attempt: used + 1 };
  }
}

/** Seconds before attempt `attempt` of this retrier: backoff, capped, then full jitter (measured). */
export function retryDelay(retrier: Retrier, attempt: number, random: () => number): number {
  const backoff = retrier.intervalSeconds * retrier.backoffRate ** (attempt - 1);
  // Nothing times infinity is no number.
  const capped = Math.min(backoff || 0, retrier.maxDelaySeconds);
  return retrier.jitter ? random() * capped : capped;
}
