/** What a person does and sees in the editor, for the in-editor tests. Everything waits on events, nothing sleeps. */
import * as vscode from 'vscode';
import { tell } from './control';

/** The folder under test: a copy of the samples. */
export function workspaceFile(relative: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The test editor has no folder open.');
  return vscode.Uri.joinPath(folder.uri, relative);
}

export async function openText(relative: string, line?: number): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(relative));
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  if (line !== undefined) editor.selection = new vscode.Selection(line, 0, line, 0);
  return editor;
}

/** Line (zero-based) and column just behind a text. */
export function behind(document: vscode.TextDocument, text: string, occurrence = 0): vscode.Position {
  let index = -1;
  for (let count = 0; count <= occurrence; count++) {
    index = document.getText().indexOf(text, index + 1);
    if (index < 0) throw new Error(`${document.fileName} does not hold ${JSON.stringify(text)}`);
  }
  return document.positionAt(index + text.length);
}

/** Waits until `check` gives something, asking again at each event. */
export function eventually<T>(
  what: string,
  event: vscode.Event<unknown>,
  check: () => T | undefined | false,
  milliseconds = 20_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const listener = event(() => look());
    const timer = setTimeout(
      () => end(() => reject(new Error(`In ${milliseconds} ms never came: ${what}`))),
      milliseconds,
    );
    const end = (settle: () => void): void => {
      listener.dispose();
      clearTimeout(timer);
      settle();
    };
    const look = (): void => {
      try {
        const value = check();
        if (value) end(() => resolve(value));
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    look();
  });
}

export function diagnosticsOf(
  uri: vscode.Uri,
  accept: (list: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const found = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
  return eventually(`diagnostics of ${uri.path}`, vscode.languages.onDidChangeDiagnostics, () => {
    const list = found();
    return accept(list) ? list : undefined;
  }).catch((error: Error) => {
    throw new Error(
      `${error.message}; there were: ${found()
        .map(({ message }) => message)
        .join(' | ')}`,
    );
  });
}

/** Replaces one text by another and returns what undoes it. */
export async function replaceText(editor: vscode.TextEditor, from: string, to: string): Promise<() => Promise<void>> {
  const replace = async (old: string, fresh: string): Promise<void> => {
    const end = behind(editor.document, old);
    const start = editor.document.positionAt(editor.document.offsetAt(end) - old.length);
    // Not the editor's own edit: another file may have taken its place meanwhile.
    const edit = new vscode.WorkspaceEdit();
    edit.replace(editor.document.uri, new vscode.Range(start, end), fresh);
    await vscode.workspace.applyEdit(edit);
  };
  await replace(from, to);
  return () => replace(to, from);
}

/** Picks the row of VS Code's open quick pick with this label. */
export function pick(label: string): Promise<void> {
  return tell('pick', { label });
}

/** Closes the open list. A key press would come too early where the list has no focus yet. */
export async function closePick(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await tell('waitUntilGone', { selector: '.quick-input-widget .monaco-list-row' });
}

/** Waits for a notification. The editor under test keeps them to its notification center, which is opened to look. */
export async function notificationShows(text: string): Promise<void> {
  await tell('press', { key: 'Escape' });
  await vscode.commands.executeCommand('notifications.showList');
  await tell('waitForText', { selector: '.notification-list-item', text });
}

export interface WebviewElement {
  readonly text: string;
  readonly [attribute: string]: string | null;
}

/** Elements inside our webview, with the attributes asked for. */
export function webviewElements(selector: string, ...attributes: string[]): Promise<WebviewElement[]> {
  return tell('webviewAttributes', { selector, attributes });
}

/** Waits until the webview shows an element. */
export function webviewShows(selector: string, milliseconds = 20_000): Promise<void> {
  return tell('webviewWait', { selector, milliseconds });
}

/** Goes to what the run asks: it shows in the status bar, and opens nothing by itself. */
export async function goToQuestion(state: string): Promise<void> {
  await tell('waitForText', { selector: '.statusbar-item', text: `${state} waits` });
  void vscode.commands.executeCommand('stepwise.answerTask');
}

/** Writes into the document that has opened, and hands it over as a person does: by saving it. */
export async function writeDocument(text: string): Promise<string> {
  const isOpen = (): vscode.TextEditor | undefined => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.scheme === 'stepwise-answer' ? editor : undefined;
  };
  const editor = await eventually('a document to write in', vscode.window.onDidChangeActiveTextEditor, isOpen);
  const before = editor.document.getText();
  await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), text));
  await vscode.commands.executeCommand('workbench.action.files.save');
  return before;
}
