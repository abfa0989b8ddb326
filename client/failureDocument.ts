/** An error and its cause, as a person writes them in a document. */
import type * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { ErrorDetails } from '../core/interpreter/historyEvent';
import type { JsonDocuments } from './jsonDocuments';

export function writtenFailure(error: string, cause: string): string {
  return JSON.stringify({ error, cause }, null, 2);
}

/** What was written, but for what is empty; else what is wrong with it. */
export function readFailure(value: unknown): ErrorDetails | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return phrase`The failure must be an object such as { "error": "Declined", "cause": "The card has expired." }.`;
  }
  const { error = '', cause = '', ...others } = value as Record<string, unknown>;
  if (typeof error !== 'string' || typeof cause !== 'string') return phrase`"error" and "cause" must be strings.`;
  const [other] = Object.keys(others);
  if (other !== undefined) return phrase`A failure has "error" and "cause", and no "${other}".`;
  return { ...(error !== '' && { error }), ...(cause !== '' && { cause }) };
}

/** Asks for both as a document. Undefined: the person leaves it. */
export async function askForFailure(
  state: string,
  written: { failure: string },
  isNamed: boolean,
  { documents, token }: { readonly documents: JsonDocuments; readonly token: vscode.CancellationToken },
): Promise<ErrorDetails | undefined> {
  const answered = await documents.ask(
    {
      name: phrase`Failure of ${state}`,
      text: written.failure,
      action: phrase`Fail the task (or save)`,
      problemOf: (value) => failureProblem(value, isNamed),
      changed: (text) => void (written.failure = text),
    },
    token,
  );
  const failure = answered && readFailure(answered.value);
  return typeof failure === 'object' ? failure : undefined;
}

/** @param isNamed Retry and Catch go by the name, so that there must be one */
export function failureProblem(value: unknown, isNamed: boolean): string | undefined {
  const read = readFailure(value);
  if (typeof read === 'string') return read;
  return isNamed && read.error === undefined ? phrase`"error" must be the name of an error.` : undefined;
}
