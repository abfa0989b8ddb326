/** A failure as a person reads it, in every front. */
import { failureOf } from '../../core/history/failure';
import type { ErrorDetails } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';

/** Lines of a stack trace that are told: the first say where. */
const MOST_FRAMES = 5;

/** `CardDeclined: The bank …`: out of a handler's cause only the message. */
export function errorWords(details: ErrorDetails): string {
  const { error, message, data } = failureOf(details);
  return [error, data ?? message].filter((part) => part).join(': ') || phrase`it failed without naming an error`;
}

/** The first lines of a Lambda function's stack trace. */
export function traceOf(details: ErrorDetails): string[] {
  return failureOf(details)
    .frames.slice(0, MOST_FRAMES)
    .map(({ text }) => text);
}
