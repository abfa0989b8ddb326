/**
 * Tells a run what the editor holds of definitions: edited and unsaved they are another text than the run's, saved or undone they
 * may be the same again. An editor itself tells its breakpoints alone, and these when a file is saved. A stack that is shown
 * anew takes the editor to its frame: that waits until the person has stopped typing, and saves or turns to the stack.
 */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';

/** Files that can hold a machine. */
const DEFINITIONS: vscode.DocumentSelector = [{ scheme: 'file', pattern: '**/*.{json,yaml,yml}' }];

export function registerEditedFiles({ extension }: ClientContext): void {
  const told = new Map<vscode.DebugSession, EditedFiles>();
  const tell = (document: vscode.TextDocument, change: Change): void => {
    if (vscode.languages.match(DEFINITIONS, document) === 0) return;
    for (const files of told.values()) files.tell(document, change);
  };
  extension.subscriptions.push(
    vscode.debug.onDidStartDebugSession((session) => {
      if (session.type !== DEBUG_TYPES.workflow) return;
      told.set(session, new EditedFiles(session));
      for (const document of vscode.workspace.textDocuments) tell(document, 'typed');
    }),
    vscode.debug.onDidTerminateDebugSession((session) => told.delete(session)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => tell(document, 'typed')),
    vscode.workspace.onDidSaveTextDocument((document) => tell(document, 'saved')),
    vscode.debug.onDidChangeActiveStackItem((item) => item && told.has(item.session) && refresh(item.session)),
    vscode.workspace.onDidCloseTextDocument((document) => tell(document, 'closed')),
  );
}

function refresh(session: vscode.DebugSession): void {
  // One that has just ended has nothing to show.
  requestOfAdapter(session, 'stepwise.refresh', {}).catch(() => undefined);
}

type Change = 'typed' | 'saved' | 'closed';

/** What one session is told: of a file that is typed in, the text as it is each time the session has taken in the last. */
class EditedFiles {
  private readonly underWay = new Set<string>();
  private readonly waiting = new Map<string, () => void>();
  /** Told with an unsaved text. */
  private readonly unsaved = new Set<string>();

  constructor(private readonly session: vscode.DebugSession) {}

  tell(document: vscode.TextDocument, change: Change): void {
    const { fsPath: file } = document.uri;
    if (this.underWay.has(file)) {
      this.waiting.set(file, () => this.tell(document, change));
      return;
    }
    const text = change !== 'closed' && document.isDirty ? document.getText() : undefined;
    // A saved file is another one; else only what is typed matters, and that it is gone again.
    if (text === undefined && change !== 'saved' && !this.unsaved.has(file)) return;
    if (text === undefined) this.unsaved.delete(file);
    else this.unsaved.add(file);
    this.underWay.add(file);
    requestOfAdapter(this.session, 'stepwise.edited', { file, text })
      .catch(() => undefined)
      .finally(() => {
        this.underWay.delete(file);
        const next = this.waiting.get(file);
        this.waiting.delete(file);
        if (next) next();
        else if (change === 'saved') refresh(this.session);
      });
  }
}
