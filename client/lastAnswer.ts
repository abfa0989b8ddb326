/** What the handler that was called last has answered: shown on demand, its body as a page, as JSON or as text. */
import * as vscode from 'vscode';
import { fileName } from '../core/escape/fileName';
import { visible } from '../core/escape/visible';
import { phrase } from '../core/l10n/phrase';
import { onAdapterEvent } from './adapterEvents';
import { setContextKey } from './contextKey';
import { bodyOf, framedPage } from './handlerBody';

const SCHEME = 'stepwise-body';

export class LastAnswer implements vscode.Disposable {
  private last: { readonly functionName: string; readonly answer: string } | undefined;
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.Disposable.from(
    this.changed,
    onAdapterEvent('stepwise.answered', (answered) => {
      this.last = answered;
      setContextKey('hasAnswered', true);
    }),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.changed.event,
      provideTextDocumentContent: ({ path }) => this.texts.get(path) ?? '',
    }),
  );

  async show(): Promise<void> {
    if (!this.last) return;
    const { kind, text } = bodyOf(this.last.answer);
    const title = phrase`Answer of ${this.last.functionName}`;
    if (kind === 'page') {
      const panel = vscode.window.createWebviewPanel(SCHEME, visible(title), vscode.ViewColumn.Beside, {
        enableScripts: false,
        localResourceRoots: [],
      });
      panel.webview.html = framedPage(text);
      return;
    }
    const path = `/${fileName(title, 'Answer')}.${kind === 'json' ? 'json' : 'txt'}`;
    this.texts.set(path, text);
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.registered.dispose();
  }
}
