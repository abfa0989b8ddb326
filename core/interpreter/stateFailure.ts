/**
 * Why a state, a branch or an execution failed. Thrown inside the interpreter to leave a state early and
 * always caught there: nobody outside sees it.
 */
import type { JsonObject } from '../json';
import type { State } from '../model/machine';
import { EndlessMatch, type QueryFailure } from '../query';
import type { ErrorDetails } from './historyEvent';

export interface StateFailureOptions {
  readonly error?: string | null;
  readonly cause?: string | null;
  /** Neither retried nor caught, whatever ErrorEquals says: AWS treats it as a fault of the definition. */
  readonly terminal?: boolean;
  /** AWS prefixes the causes of its own errors with the state they arose in; those of users never. */
  readonly prefixed?: boolean;
  /** AWS records EvaluationFailed before the failure; `location` is the field at fault. */
  readonly evaluation?: { readonly location?: string; readonly afterEntered?: boolean };
  /** When an earlier run recorded it, in milliseconds: its retry waits from then. */
  readonly since?: number;
  /** A timeout has an error and no cause, yet an empty `Cause` where it is caught. */
  readonly timeout?: 'task' | 'heartbeat';
}

export class StateFailure extends Error {
  readonly error: string | undefined;
  override cause: string | undefined;
  readonly terminal: boolean;
  readonly evaluation: StateFailureOptions['evaluation'];
  readonly timeout: StateFailureOptions['timeout'];
  readonly since: number | undefined;
  /** Waits for the state that adds the prefix; false afterwards. */
  prefixed: boolean;
  /** The state that added the prefix. */
  raisedBy: State | undefined;

  constructor(options: StateFailureOptions) {
    super(options.error ?? 'failed');
    this.error = options.error ?? undefined;
    this.cause = options.cause ?? undefined;
    this.terminal = options.terminal ?? false;
    this.prefixed = options.prefixed ?? false;
    this.evaluation = options.evaluation;
    this.timeout = options.timeout;
    this.since = options.since;
  }

  /** Says once where it arose; false where that was said before or is not AWS's way. */
  prefix(state: State, enteredId: number): boolean {
    if (!this.prefixed) return false;
    this.prefixed = false;
    this.raisedBy = state;
    const place = `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredId}). `;
    this.cause = place + (this.cause ?? '');
    return true;
  }

  /** A terminal fault of this very state: AWS then ends it without an event of its own (recorded with Map). */
  isFaultOf(state: State): boolean {
    return this.terminal && this.raisedBy === state;
  }

  /** The event details: what is unknown is left out. */
  get details(): ErrorDetails {
    return {
      ...(this.error !== undefined && { error: this.error }),
      ...(this.cause !== undefined && { cause: this.cause }),
    };
  }

  /** What a catcher sees. Both keys always stand there (recorded: `{"Error":null,"Cause":null}`). */
  get errorOutput(): JsonObject {
    const missing = this.timeout === undefined ? null : '';
    return { Error: this.error ?? null, Cause: this.cause ?? missing };
  }
}

/** `States.Runtime`: never retried, never caught. */
export function runtimeFailure(cause: string): StateFailure {
  return new StateFailure({ error: 'States.Runtime', cause, terminal: true, prefixed: true });
}

/** A JSONata field that cannot be evaluated: may be retried and caught, and has an event of its own. */
export function evaluationFailure(
  cause: string,
  location?: string,
  options: { readonly afterEntered?: boolean } = {},
): StateFailure {
  return new StateFailure({
    error: 'States.QueryEvaluationError',
    cause,
    prefixed: true,
    evaluation: { ...(location !== undefined && { location }), ...options },
  });
}

/** Turns what the query room says into a failure of the state. */
export function queryFailure(failure: QueryFailure): StateFailure {
  if (failure.error === 'States.QueryEvaluationError') return evaluationFailure(failure.cause, failure.location);
  return new StateFailure({
    error: failure.error,
    cause: failure.cause,
    terminal: failure.error === 'States.Runtime',
    prefixed: true,
  });
}

/** What data alone can break: the stack, by nesting; memory, by size; patience, by a regular expression. */
export function dataFailure(thrown: unknown): unknown {
  if (thrown instanceof EndlessMatch) return runtimeFailure(thrown.message);
  if (!(thrown instanceof RangeError)) return thrown;
  if (thrown.message.includes('call stack')) return runtimeFailure('The data of the state is nested too deeply.');
  const cause = 'The data of the state is too large.';
  return new StateFailure({ error: 'States.DataLimitExceeded', cause, terminal: true, prefixed: true });
}

/** Ends the whole execution at once, past every catcher: an abort, a timeout, a full history. */
export class ExecutionEnd extends Error {
  constructor(
    readonly status: 'ABORTED' | 'TIMED_OUT' | 'FAILED',
    readonly details: ErrorDetails = {},
  ) {
    super(status);
  }
}

/** A strand that a failing sibling stopped: it must neither record nor do anything more. */
export class StrandStopped extends Error {}
