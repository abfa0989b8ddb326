/**
 * Tells the run that stands still of files that are saved: what it shows of them may be another text now. An editor itself tells
 * it only of files with breakpoints.
 */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';

export function registerSavedFiles({ extension }: ClientContext): void {
  const sessions = new Set<vscode.DebugSession>();
  extension.subscriptions.push(
    vscode.debug.onDidStartDebugSession((session) => {
      if (session.type === DEBUG_TYPES.workflow) sessions.add(session);
    }),
    vscode.debug.onDidTerminateDebugSession((session) => sessions.delete(session)),
    vscode.workspace.onDidSaveTextDocument(({ uri: { fsPath: file } }) => {
      // One that has just ended has nothing to show.
      for (const session of sessions) requestOfAdapter(session, 'stepwise.saved', { file }).catch(() => undefined);
    }),
  );
}
