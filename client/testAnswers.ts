/** The answers of Test State: JSON to read beside the definition. Nothing to save; the next test of a state takes its place. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';

const SCHEME = 'stepwise-test-state';

export class TestAnswers implements vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: ({ path }) => this.texts.get(path) ?? '',
  });

  async show(state: string, text: string): Promise<void> {
    const path = `/${phrase`Test of ${state.replace(/[\\/:*?"<>|#%]/g, ' ')}`}.json`;
    this.texts.set(path, text);
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    const viewColumn = vscode.ViewColumn.Beside;
    // The definition keeps the focus: the next thing to do is there.
    await vscode.window.showTextDocument(document, { viewColumn, preview: true, preserveFocus: true });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
