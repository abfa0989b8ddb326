/**
 * A panel beside the editor: its page, and messages both ways. The page's script is `webview/NAME/main.ts` and its styles are
 * `webview/NAME/NAME.css`, where NAME is the panel's key in `VIEWS`.
 */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { visible } from '../../core/escape/visible';
import { VIEWS } from '../../messages/ids';
import { panelHtml } from './panelHtml';

export type PanelName = keyof typeof VIEWS;

/** What a page posts, but for its first word, which is heard here. */
type Told<FromPage> = Exclude<FromPage, { readonly type: 'ready' }>;

/** What a panel is about. Nothing of it is called before VS Code or the page asks for it. */
export interface PanelSubject<FromPage> {
  readonly name: PanelName;
  /** Shown until {@link WebviewPanel.title} says more. */
  readonly title: string;
  /** What a page has posted, once it is known to be a message of this panel; undefined: it is not one. */
  readMessage(message: unknown): Told<FromPage> | undefined;
  receive(message: Told<FromPage>): void | Promise<void>;
  /** The page listens from now on: send it all there is to see. */
  ready(): void;
  /** A person has closed it, or the window closes. */
  closed(): void;
}

/** A panel of VS Code's without a page so far; the focus stays where it is. */
export function newPanel(name: PanelName, title: string, column: vscode.ViewColumn): vscode.WebviewPanel {
  const where = { viewColumn: column, preserveFocus: true };
  return vscode.window.createWebviewPanel(VIEWS[name], title, where, { enableScripts: true });
}

export class WebviewPanel<ToPage, FromPage> implements vscode.Disposable {
  private isReady = false;
  private isClosed = false;

  /** @param panel without a page: a new one, or one of the last session that VS Code has opened again */
  constructor(
    extension: vscode.ExtensionContext,
    private readonly panel: vscode.WebviewPanel,
    private readonly subject: PanelSubject<FromPage>,
  ) {
    const media = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidDispose(() => {
      this.isReady = false;
      this.isClosed = true;
      subject.closed();
    });
    panel.webview.html = this.page(panel.webview, media);
  }

  get isVisible(): boolean {
    return !this.isClosed && this.panel.visible;
  }

  get column(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  /** @param text a name of the user's; what cannot be seen in it is made visible */
  set title(text: string) {
    if (!this.isClosed) this.panel.title = visible(text);
  }

  /** Brings it to the front; the focus stays where it is. */
  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Before the page is ready nothing is sent: `ready` then asks for all there is. */
  post(message: ToPage): void {
    if (this.isReady) void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private receive(message: unknown): void {
    if ((message as { type?: unknown } | null)?.type === 'ready') {
      this.isReady = true;
      this.subject.ready();
      return;
    }
    const known = this.subject.readMessage(message);
    if (known !== undefined) void this.subject.receive(known);
  }

  private page(webview: vscode.Webview, media: vscode.Uri): string {
    const { name, title } = this.subject;
    const uriOf = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, file)).toString();
    return panelHtml({
      name,
      title,
      nonce: randomBytes(16).toString('base64'),
      cspSource: webview.cspSource,
      scriptUri: uriOf(`${name}.js`),
      styleUri: uriOf(`${name}.css`),
      language: vscode.env.language,
      translations: vscode.l10n.bundle,
    });
  }
}
