/** An error and its cause, as a person writes them in a document. */
import { phrase } from '../core/l10n/phrase';
import type { ErrorDetails } from '../core/interpreter/historyEvent';

export function writtenFailure(error: string, cause: string): string {
  return JSON.stringify({ error, cause }, null, 2);
}

/** What was written, but for what is empty; else what is wrong with it. */
export function readFailure(value: unknown): ErrorDetails | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return phrase`Write an object with "error" and "cause".`;
  }
  const { error = '', cause = '', ...others } = value as Record<string, unknown>;
  if (typeof error !== 'string' || typeof cause !== 'string') return phrase`"error" and "cause" must be strings.`;
  const [other] = Object.keys(others);
  if (other !== undefined) return phrase`A failure has "error" and "cause", and no "${other}".`;
  return { ...(error !== '' && { error }), ...(cause !== '' && { cause }) };
}

/** @param isNamed Retry and Catch go by the name, so that there must be one */
export function failureProblem(value: unknown, isNamed: boolean): string | undefined {
  const read = readFailure(value);
  if (typeof read === 'string') return read;
  return isNamed && read.error === undefined ? phrase`"error" must be the name of an error.` : undefined;
}
