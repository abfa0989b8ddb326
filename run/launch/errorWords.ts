/** A failure as a person reads it, in every front. */
import type { ErrorDetails } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';

/** Lines of a stack trace that are told: the first say where. */
const MOST_FRAMES = 5;

/** `CardDeclined: The bank …`: out of a handler's cause only the message. */
export function errorWords({ error, cause }: ErrorDetails): string {
  const message = textIn(cause, 'errorMessage') ?? cause;
  return [error, message].filter((part) => part).join(': ') || phrase`it failed without naming an error`;
}

/** The stack trace in a Lambda function's cause: Node.js calls it `trace`, Python `stackTrace`. */
export function traceOf({ cause }: ErrorDetails): string[] {
  const { trace, stackTrace } = membersOf(cause);
  const frames = Array.isArray(trace) ? trace.slice(1) : Array.isArray(stackTrace) ? stackTrace : [];
  return frames.slice(0, MOST_FRAMES).flatMap((frame) => String(frame).trim().split(/\r?\n/));
}

function textIn(cause: string | undefined, member: string): string | undefined {
  const value = membersOf(cause)[member];
  return typeof value === 'string' ? value : undefined;
}

function membersOf(cause: string | undefined): { readonly [member: string]: unknown } {
  if (!cause?.startsWith('{')) return {};
  try {
    return JSON.parse(cause) as { readonly [member: string]: unknown };
  } catch {
    // Most causes are plain sentences.
    return {};
  }
}
