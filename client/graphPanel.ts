/** The panel beside the editor that shows a machine and its run. It draws nothing itself: it passes messages on. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { GraphView } from '../core/graph/graphView';
import type { RunEvent } from '../core/interpreter/historyEvent';
import { visible } from '../core/escape/visible';
import { graphHtml } from './graphHtml';
import type { FromWebview, ToWebview } from '../messages/graphWebview';
import { COMMANDS, LANGUAGES, VIEWS } from '../messages/ids';
import { onAdapterEvent } from './adapterEvents';
import { afresh } from './lastRun';
import type { LanguageServer } from './languageClient';

/** What the panel shows: which machine of which file. */
interface Shown {
  readonly uri: string;
  readonly name?: string;
}

interface ShownRun {
  readonly id: string;
  readonly session: vscode.DebugSession;
  readonly input: string;
  /** By this process's clock, milliseconds. */
  readonly startedAt: number;
  readonly events: RunEvent[];
  /** Where the debugger has stopped. */
  stopped?: string;
  ended?: Extract<ToWebview, { type: 'runEnded' }>;
}

const LAST_SHOWN = 'graph.lastShown';

export class GraphPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isReady = false;
  private shown: Shown | undefined;
  private view: GraphView | undefined;
  private run: ShownRun | undefined;
  private redraw: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly server: LanguageServer,
  ) {
    this.listeners = [
      vscode.window.registerWebviewPanelSerializer(VIEWS.graph, {
        deserializeWebviewPanel: async (panel) => {
          this.adopt(panel);
          this.shown ??= extension.workspaceState.get<Shown>(LAST_SHOWN);
          await this.draw();
        },
      }),
      onAdapterEvent('stepwise.runStarted', async ({ runId, program, name, input }, session) => {
        this.run = { id: runId, session, input, startedAt: Date.now(), events: [] };
        await this.showRun({ uri: vscode.Uri.file(program).toString(), name });
      }),
      onAdapterEvent('stepwise.runEvents', ({ runId, events }) => {
        if (this.run?.id !== runId) return;
        for (const event of events) this.run.events.push(event);
        this.post({ type: 'runEvents', runId, events });
      }),
      onAdapterEvent('stepwise.runEnded', (body) => {
        if (this.run?.id !== body.runId) return;
        this.run.ended = { type: 'runEnded', ...body };
        this.post(this.run.ended);
      }),
      onAdapterEvent('stepwise.stopped', ({ runId, statePath }) => {
        if (this.run?.id !== runId) return;
        this.run.stopped = statePath;
        this.post({ type: 'stopped', statePath });
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.panel && document.uri.toString() === this.shown?.uri) this.drawSoon();
      }),
      vscode.window.onDidChangeTextEditorSelection((change) => void this.select(change)),
    ];
  }

  /** Shows a machine beside the editor, without a run. */
  async show(uri: vscode.Uri, name?: string): Promise<void> {
    const isRunOfIt = this.shown?.uri === uri.toString() && (name === undefined || this.shown.name === name);
    if (!isRunOfIt) this.run = undefined;
    this.shown = isRunOfIt ? this.shown : { uri: uri.toString(), name };
    this.open();
    await this.draw();
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.listeners.forEach((listener) => void listener.dispose());
    this.panel?.dispose();
  }

  private async showRun(shown: Shown): Promise<void> {
    const isSame = this.shown?.uri === shown.uri && this.shown.name === shown.name;
    this.shown = shown;
    if (vscode.workspace.getConfiguration().get<boolean>('stepwise.graph.showOnRun', true)) this.open();
    if (!this.panel) return;
    if (!isSame || !this.view) await this.draw();
    else if (this.run) this.post(started(this.run));
  }

  private open(): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return;
    }
    this.adopt(
      vscode.window.createWebviewPanel(
        VIEWS.graph,
        vscode.l10n.t('Workflow Graph'),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true },
      ),
    );
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.isReady = false;
    const media = vscode.Uri.joinPath(this.extension.extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.webview.onDidReceiveMessage((message: unknown) => void this.receive(message));
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = undefined;
    });
    panel.webview.html = pageHtml(panel.webview, media);
  }

  private drawSoon(): void {
    clearTimeout(this.redraw);
    this.redraw = setTimeout(() => void this.draw(), 150);
  }

  /** Asks the server for the graph as the text is now, and sends all there is to see. */
  private async draw(): Promise<void> {
    const shown = this.shown;
    if (!shown || !this.panel) return;
    const answer = await this.server.request('stepwise/graph', { uri: shown.uri, name: shown.name });
    if (!answer || shown !== this.shown) return;
    this.view = answer.view;
    this.shown = { uri: shown.uri, name: answer.name };
    await this.extension.workspaceState.update(LAST_SHOWN, this.shown);
    if (this.panel) this.panel.title = visible(answer.name);
    this.sendAll();
  }

  private sendAll(): void {
    if (!this.view || !this.shown) return;
    this.post({ type: 'graph', title: this.shown.name ?? '', view: this.view });
    if (!this.run) return;
    const { id, events, stopped, ended } = this.run;
    this.post(started(this.run));
    if (events.length > 0) this.post({ type: 'runEvents', runId: id, events });
    if (ended) this.post(ended);
    else if (stopped !== undefined) this.post({ type: 'stopped', statePath: stopped });
  }

  private post(message: ToWebview): void {
    if (this.isReady) void this.panel?.webview.postMessage(message);
  }

  private async receive(message: unknown): Promise<void> {
    if (!isFromWebview(message)) return;
    switch (message.type) {
      case 'ready':
        this.isReady = true;
        this.sendAll();
        return;
      case 'reveal':
        return this.reveal(message.statePath);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'rerun':
        return this.rerun();
      case 'redrive':
        await vscode.commands.executeCommand(COMMANDS.redriveExecution);
    }
  }

  private async reveal(statePath: string): Promise<void> {
    const range = this.view?.nodes.find((node) => node.id === statePath)?.range;
    if (!range || !this.shown) return;
    const start = new vscode.Position(range.start.line, range.start.character);
    const end = new vscode.Position(range.end.line, range.end.character);
    const uri = vscode.Uri.parse(this.shown.uri);
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === this.shown?.uri);
    await vscode.window.showTextDocument(uri, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(start, end),
      preserveFocus: true,
    });
  }

  /** The same run again: same machine, same input. */
  private async rerun(): Promise<void> {
    const { session } = this.run ?? {};
    if (session) {
      const { configuration, workspaceFolder } = session;
      await vscode.debug.startDebugging(workspaceFolder, afresh(configuration), {
        noDebug: configuration['noDebug'] === true,
      });
    } else if (this.shown) {
      await vscode.commands.executeCommand(COMMANDS.runWorkflow, this.shown.uri, this.shown.name);
    }
  }

  private async select({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): Promise<void> {
    const { document } = textEditor;
    const uri = document.uri.toString();
    const position = selections[0]?.active;
    if (!this.panel?.visible || uri !== this.shown?.uri || !position) return;
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    const { line, character } = position;
    const state = await this.server.request('stepwise/stateAt', { uri, line, character });
    if (state) this.post({ type: 'select', statePath: state.statePath });
  }
}

function started({ id, input, startedAt }: ShownRun): ToWebview {
  return { type: 'runStarted', runId: id, input, age: Date.now() - startedAt };
}

function isFromWebview(message: unknown): message is FromWebview {
  if (typeof message !== 'object' || message === null) return false;
  const { type, statePath, text } = message as { type?: unknown; statePath?: unknown; text?: unknown };
  if (type === 'reveal') return typeof statePath === 'string';
  if (type === 'copy') return typeof text === 'string';
  return type === 'ready' || type === 'rerun' || type === 'redrive';
}

/** Scripts by nonce, styles from our folder, nothing else. */
function pageHtml(webview: vscode.Webview, media: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const scriptUri = webview.asWebviewUri(vscode.Uri.joinPath(media, 'graph.js')).toString();
  const styleUri = webview.asWebviewUri(vscode.Uri.joinPath(media, 'graph.css')).toString();
  return graphHtml({ nonce, cspSource: webview.cspSource, scriptUri, styleUri });
}
