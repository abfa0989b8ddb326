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
  /** VS Code has opened the panel of the last session again. */
  restored(): Promise<void>;
}

export class WebviewPanel<ToPage, FromPage> implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isReady = false;
  private readonly serializer: vscode.Disposable;

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly subject: PanelSubject<FromPage>,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(VIEWS[subject.name], {
      deserializeWebviewPanel: async (panel) => {
        this.adopt(panel);
        await this.subject.restored();
      },
    });
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  get isVisible(): boolean {
    return this.panel?.visible ?? false;
  }

  /** @param text a name of the user's; what cannot be seen in it is made visible */
  set title(text: string) {
    if (this.panel) this.panel.title = visible(text);
  }

  /** Opens it beside the editor, or brings it to the front; the focus stays where it is. */
  open(): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return;
    }
    this.adopt(
      vscode.window.createWebviewPanel(
        VIEWS[this.subject.name],
        this.subject.title,
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true },
      ),
    );
  }

  /** Before the page is ready nothing is sent: `ready` then asks for all there is. */
  post(message: ToPage): void {
    if (this.isReady) void this.panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.isReady = false;
    const media = vscode.Uri.joinPath(this.extension.extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.html = this.page(panel.webview, media);
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
