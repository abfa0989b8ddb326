/** Hands what a run fails of to the language server, which shows it where the state stands, and mends what it can. */
import * as vscode from 'vscode';
import type { ViewEvent } from '../core/graph/viewEvent';
import type { ToldFailure } from '../messages/languageClient';
import type { ClientContext } from './clientContext';
import type { LanguageServer } from './languageClient';

export function registerLastFailures({ extension, runs, server }: ClientContext): void {
  const known = new Map<string, readonly ToldFailure[]>();
  extension.subscriptions.push(
    runs.onDidBegin(({ program }) => {
      if (program === undefined || !known.delete(program)) return;
      tell(server, program, []);
    }),
    runs.onDidTell(({ id, message }) => {
      const program = runs.get(id)?.program;
      if (program === undefined || message.type !== 'runEvents') return;
      const found = failuresIn(message.events);
      if (found.length === 0) return;
      const all = [...(known.get(program) ?? []), ...found];
      known.set(program, all);
      tell(server, program, all);
    }),
  );
}

/** Of a history that was opened. */
export function tellFailures(server: LanguageServer, program: string, events: readonly ViewEvent[]): void {
  tell(server, program, failuresIn(events));
}

function tell(server: LanguageServer, program: string, failures: readonly ToldFailure[]): void {
  server.notify('stepwise/failures', { uri: vscode.Uri.file(program).toString(), failures });
}

function failuresIn(events: readonly ViewEvent[]): ToldFailure[] {
  return events.flatMap((event) => {
    if (event.kind !== 'note' || event.note.type !== 'Explained') return [];
    const { sentence, edit } = event.note;
    return [{ statePath: event.envelope.statePath ?? '', sentence, ...(edit && { edit }) }];
  });
}
