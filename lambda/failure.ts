/** Failures in the words and shapes in which AWS reports them. */
import { objectIn, type PostedFacts } from './failureFacts';
import type { InvokeOutcome } from './lambda';

type Success = Extract<InvokeOutcome, { type: 'success' }>;

export interface Failure extends Omit<Extract<InvokeOutcome, { type: 'error' }>, 'type' | 'durationMs'> {
  readonly facts?: PostedFacts;
}

/** Of a process: its host makes something of the facts. */
export type ProcessOutcome = Success | (Failure & { readonly type: 'error'; readonly durationMs: number });

/** Largest response of a synchronous invocation, in bytes (Lambda quotas; the figure is the one AWS prints). */
export const RESPONSE_LIMIT = 6_291_556;

/** Largest event of an invocation, in bytes (as above). */
const EVENT_LIMIT = 6_291_456;

/** Of an event that is queued, since October 2025. */
const QUEUED_LIMIT = 1_048_576;

/**
 * Why Lambda does not invoke a function at all: an error of the call, not of the function.
 *
 * @param isQueued nobody waits for the answer (`InvocationType: Event`)
 */
export function eventTooLarge(eventText: string, isQueued = false): Failure | undefined {
  const limit = isQueued ? QUEUED_LIMIT : EVENT_LIMIT;
  // A character has three bytes at most: few events need counting.
  if (eventText.length * 3 <= limit || Buffer.byteLength(eventText) <= limit) return undefined;
  const message = `Request must be smaller than ${limit} bytes for the InvokeFunction operation`;
  return serviceFailure('RequestEntityTooLargeException', message, 'refused');
}

/** The function has as many invocations as it reserves. */
export function throttled(): Failure {
  return serviceFailure('TooManyRequestsException', 'Rate Exceeded.', 'refused');
}

/** A failure that the service, not the function's runtime, words: it has no stack trace. */
function serviceFailure(errorType: string, errorMessage: string, reason: Failure['reason']): Failure {
  const payload = JSON.stringify({ errorType, errorMessage });
  return { errorType, errorMessage, stackTrace: [], payload, reason };
}

export function timedOut(requestId: string, timeoutSeconds: number): Failure {
  const message = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return serviceFailure('Sandbox.Timedout', message, 'timeout');
}

/** The process ended while it still owed an answer. */
export function exited(requestId: string, code: number | null, signal: string | null): Failure {
  const how = signal
    ? `Runtime exited with error: signal: ${SIGNAL_WORDS[signal] ?? signal}`
    : code
      ? `Runtime exited with error: exit status ${code}`
      : 'Runtime exited without providing a reason';
  return serviceFailure('Runtime.ExitError', `RequestId: ${requestId} Error: ${how}`, 'exit');
}

/** It held more memory than the function may: the system ends it there, and so does whoever watches it here. */
export function outOfMemory(requestId: string, memory: NonNullable<PostedFacts['memory']>): Failure {
  return { ...exited(requestId, null, 'SIGKILL'), facts: { memory } };
}

/** Go's words for signals, which AWS passes on. */
const SIGNAL_WORDS: { readonly [signal: string]: string } = {
  SIGKILL: 'killed',
  SIGTERM: 'terminated',
  SIGINT: 'interrupt',
  SIGABRT: 'aborted',
  SIGSEGV: 'segmentation fault',
  SIGBUS: 'bus error',
};

/** @param most bytes that it may have */
export function responseTooLarge(most = RESPONSE_LIMIT): Failure {
  const message = `Response payload size exceeded maximum allowed payload size (${most} bytes).`;
  return serviceFailure('Function.ResponseSizeTooLarge', message, 'handler');
}

/** The function could not be started at all; `message` says what to do. */
export function couldNotStart(errorType: string, message: string, stackTrace: readonly string[] = []): Failure {
  const payload = JSON.stringify({ errorType, errorMessage: message, trace: stackTrace });
  return { errorType, errorMessage: message, stackTrace, payload, reason: 'start' };
}

/** Reads what a runtime posted to `/error` or `/init/error`: the payload stays as it came. */
export function reported(
  payload: string,
  reason: 'handler' | 'start',
  { facts, errorType }: { readonly facts?: PostedFacts | undefined; readonly errorType?: string | undefined } = {},
): Failure {
  let fields: { errorType?: unknown; errorMessage?: unknown; trace?: unknown; stackTrace?: unknown } = {};
  try {
    fields = (JSON.parse(payload) as typeof fields) ?? {};
  } catch {
    // A runtime of the user's own may post anything; the text itself is then all there is to show.
  }
  const trace = Array.isArray(fields.trace) ? fields.trace : fields.stackTrace;
  return {
    errorType: typeof fields.errorType === 'string' ? fields.errorType : (errorType ?? 'Runtime.Unknown'),
    errorMessage: typeof fields.errorMessage === 'string' ? fields.errorMessage : payload,
    stackTrace: Array.isArray(trace) ? trace.map(frameText) : [],
    payload,
    reason,
    ...(facts && { facts }),
  };
}

/** Most clients post lines; Go's posts `{ path, line, label }`. */
function frameText(frame: unknown): string {
  const { path, line, label } = objectIn(frame);
  if (typeof path === 'string') return `at ${String(label)} (${path}:${String(line)})`;
  return typeof frame === 'string' ? frame : (JSON.stringify(frame) ?? '');
}
