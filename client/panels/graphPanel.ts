/** The panel beside the editor that shows a machine and its run. It draws nothing itself: it passes messages on. */
import * as vscode from 'vscode';
import type { GraphView } from '../../core/graph/graphView';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { phrase } from '../../core/l10n/phrase';
import type { FromWebview, ToWebview } from '../../messages/graphWebview';
import { COMMANDS, LANGUAGES } from '../../messages/ids';
import { onAdapterEvent } from '../adapterEvents';
import { afresh } from '../lastRun';
import type { LanguageServer } from '../languageClient';
import { readSetting } from '../settings/read';
import { SETTINGS } from '../settings/table';
import { StandingTasks } from './standingTasks';
import { WebviewPanel } from './webviewPanel';

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
  /** Whether its time stands still since `at` (by this process's clock), and for how long it had stood then. */
  clock: { readonly stands: boolean; readonly stood: number; readonly at: number };
  /** Where the debugger has stopped. */
  stopped?: string;
  ended?: Extract<ToWebview, { type: 'runEnded' }>;
}

/** What the page asks for. */
type Asked = Exclude<FromWebview, { readonly type: 'ready' }>;

const LAST_SHOWN = 'graph.lastShown';

export class GraphPanel implements vscode.Disposable {
  private readonly panel: WebviewPanel<ToWebview, FromWebview>;
  private shown: Shown | undefined;
  private view: GraphView | undefined;
  private run: ShownRun | undefined;
  private redraw: NodeJS.Timeout | undefined;
  private readonly standing = new StandingTasks();
  private readonly listeners: vscode.Disposable[];

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly server: LanguageServer,
  ) {
    this.panel = new WebviewPanel(extension, {
      name: 'graph',
      title: phrase`Workflow Graph`,
      readMessage: (message) => (isAsked(message) ? message : undefined),
      receive: (message) => this.receive(message),
      ready: () => this.sendAll(),
      restored: async () => {
        this.shown ??= extension.workspaceState.get<Shown>(LAST_SHOWN);
        await this.draw();
      },
    });
    this.listeners = [
      this.standing,
      this.standing.onDidChange(() => this.sendStanding()),
      onAdapterEvent('stepwise.runStarted', async ({ runId, program, name, input }, session) => {
        const startedAt = Date.now();
        const clock = { stands: false, stood: 0, at: startedAt };
        this.run = { id: runId, session, input, startedAt, clock, events: [] };
        await this.showRun({ uri: vscode.Uri.file(program).toString(), name });
      }),
      onAdapterEvent('stepwise.runEvents', ({ runId, events }) => {
        if (this.run?.id !== runId) return;
        for (const event of events) this.run.events.push(event);
        this.panel.post({ type: 'runEvents', runId, events });
      }),
      onAdapterEvent('stepwise.runEnded', (body) => {
        if (this.run?.id !== body.runId) return;
        this.run.ended = { type: 'runEnded', ...body };
        this.panel.post(this.run.ended);
      }),
      onAdapterEvent('stepwise.clock', ({ runId, stands, stood }) => {
        if (this.run?.id !== runId) return;
        this.run.clock = { stands, stood, at: Date.now() };
        this.panel.post(clockOf(this.run));
      }),
      onAdapterEvent('stepwise.stopped', ({ runId, statePath }) => {
        if (this.run?.id !== runId) return;
        this.run.stopped = statePath;
        this.panel.post({ type: 'stopped', statePath });
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.panel.isOpen && document.uri.toString() === this.shown?.uri) this.drawSoon();
      }),
      vscode.window.onDidChangeTextEditorSelection((change) => void this.select(change)),
    ];
  }

  /** Shows a machine beside the editor, without a run. */
  async show(uri: vscode.Uri, name?: string): Promise<void> {
    const isRunOfIt = this.shown?.uri === uri.toString() && (name === undefined || this.shown.name === name);
    if (!isRunOfIt) this.run = undefined;
    this.shown = isRunOfIt ? this.shown : { uri: uri.toString(), name };
    this.panel.open();
    await this.draw();
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.listeners.forEach((listener) => void listener.dispose());
    this.panel.dispose();
  }

  private async showRun(shown: Shown): Promise<void> {
    const isSame = this.shown?.uri === shown.uri && this.shown.name === shown.name;
    this.shown = shown;
    if (readSetting(SETTINGS.graphOnRun)) this.panel.open();
    if (!this.panel.isOpen) return;
    if (!isSame || !this.view) await this.draw();
    else if (this.run) this.started(this.run);
  }

  private drawSoon(): void {
    clearTimeout(this.redraw);
    this.redraw = setTimeout(() => void this.draw(), 150);
  }

  /** Asks the server for the graph as the text is now, and sends all there is to see. */
  private async draw(): Promise<void> {
    const shown = this.shown;
    if (!shown || !this.panel.isOpen) return;
    const answer = await this.server.request('stepwise/graph', { uri: shown.uri, name: shown.name });
    if (!answer || shown !== this.shown) return;
    this.view = answer.view;
    this.shown = { uri: shown.uri, name: answer.name };
    await this.extension.workspaceState.update(LAST_SHOWN, this.shown);
    this.panel.title = answer.name;
    this.sendAll();
  }

  private sendAll(): void {
    if (!this.view || !this.shown) return;
    this.panel.post({ type: 'graph', title: this.shown.name ?? '', view: this.view });
    if (!this.run) return;
    const { id, events, stopped, ended } = this.run;
    this.started(this.run);
    if (events.length > 0) this.panel.post({ type: 'runEvents', runId: id, events });
    if (ended) this.panel.post(ended);
    else if (stopped !== undefined) this.panel.post({ type: 'stopped', statePath: stopped });
    if (this.standing.any) this.sendStanding();
  }

  private sendStanding(): void {
    if (this.run && !this.run.ended) this.panel.post(this.standing.of(this.run.session.id, this.shown?.name));
  }

  private started(run: ShownRun): void {
    this.panel.post({ type: 'runStarted', runId: run.id, input: run.input });
    this.panel.post(clockOf(run));
  }

  private async receive(message: Asked): Promise<void> {
    switch (message.type) {
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
    if (!this.panel.isVisible || uri !== this.shown?.uri || !position) return;
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    const { line, character } = position;
    const state = await this.server.request('stepwise/stateAt', { uri, line, character });
    if (state) this.panel.post({ type: 'select', statePath: state.statePath });
  }
}

function clockOf({ startedAt, clock: { stands, stood, at } }: ShownRun): ToWebview {
  return { type: 'clock', elapsed: (stands ? at : Date.now()) - startedAt - stood, stands };
}

function isAsked(message: unknown): message is Asked {
  if (typeof message !== 'object' || message === null) return false;
  const { type, statePath, text } = message as { type?: unknown; statePath?: unknown; text?: unknown };
  if (type === 'reveal') return typeof statePath === 'string';
  if (type === 'copy') return typeof text === 'string';
  return type === 'rerun' || type === 'redrive';
}
