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
import { WebviewPanel } from './webviewPanel';

/** What the panel shows: which machine of which file. */
interface Shown {
  readonly uri: string;
  readonly name?: string;
}

interface ShownRun {
  readonly id: string;
  /** Whose run it is. */
  readonly machine: Shown;
  /** Where in another run it was started. */
  readonly startedBy?: { readonly runId: string; readonly statePath: string; readonly iterations: readonly number[] };
  readonly session: vscode.DebugSession;
  readonly input: string;
  /** By this process's clock, milliseconds. */
  readonly startedAt: number;
  readonly events: RunEvent[];
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
  /** Why there is no view. */
  private nothing: ToWebview | undefined;
  private run: ShownRun | undefined;
  /** The latest run, and the executions that it has started, by id: any of them can be shown. */
  private family = new Map<string, ShownRun>();
  private redraw: NodeJS.Timeout | undefined;
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
      onAdapterEvent('stepwise.runStarted', async ({ runId, program, name, input }, session) => {
        const machine = { uri: vscode.Uri.file(program).toString(), name };
        this.run = { id: runId, machine, session, input, startedAt: Date.now(), events: [] };
        this.family = new Map([[runId, this.run]]);
        await this.showRun(machine);
      }),
      onAdapterEvent('stepwise.nestedStarted', ({ runId, parentId, program, name, statePath, iterations }, session) => {
        if (!this.family.has(parentId) || statePath === undefined) return;
        const machine = { uri: vscode.Uri.file(program).toString(), name };
        const startedBy = { runId: parentId, statePath, iterations: iterations ?? [] };
        const nested = { id: runId, machine, startedBy, session, input: '', startedAt: Date.now(), events: [] };
        this.family.set(runId, nested);
        this.panel.post(nestedStarted(nested));
      }),
      onAdapterEvent('stepwise.runEvents', ({ runId, events }) => {
        const run = this.family.get(runId);
        if (!run) return;
        for (const event of events) run.events.push(event);
        this.panel.post({ type: 'runEvents', runId, events });
      }),
      onAdapterEvent('stepwise.runEnded', (body) => {
        const run = this.family.get(body.runId);
        if (!run) return;
        run.ended = { type: 'runEnded', ...body };
        this.panel.post(run.ended);
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
    else if (this.run) this.panel.post(this.started(this.run));
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
    if (shown !== this.shown) return;
    if (!answer) return this.showNothing(shown);
    this.view = answer.view;
    this.nothing = undefined;
    this.shown = { uri: shown.uri, name: answer.name };
    await this.extension.workspaceState.update(LAST_SHOWN, this.shown);
    this.panel.title = answer.name;
    this.sendAll();
  }

  /** Another machine's picture must not stay. */
  private showNothing({ uri, name }: Shown): void {
    this.view = undefined;
    const file = vscode.Uri.parse(uri).path.split('/').at(-1) ?? '';
    const reason =
      name === undefined ? phrase`${file} holds no workflow.` : phrase`${file} holds no workflow "${name}".`;
    this.nothing = { type: 'noGraph', title: name ?? file, reason };
    this.panel.post(this.nothing);
  }

  private sendAll(): void {
    if (this.nothing) return this.panel.post(this.nothing);
    if (!this.view || !this.shown) return;
    this.panel.post({ type: 'graph', title: this.shown.name ?? '', view: this.view });
    if (!this.run) return;
    const { id, stopped, ended } = this.run;
    this.panel.post(this.started(this.run));
    for (const nested of this.family.values()) {
      if (nested.startedBy?.runId !== id) continue;
      this.panel.post(nestedStarted(nested));
      this.sendEvents(nested);
    }
    this.sendEvents(this.run);
    if (!ended && stopped !== undefined) this.panel.post({ type: 'stopped', statePath: stopped });
  }

  private sendEvents({ id, events, ended }: ShownRun): void {
    if (events.length > 0) this.panel.post({ type: 'runEvents', runId: id, events });
    if (ended) this.panel.post(ended);
  }

  private started({ id, input, startedAt, startedBy }: ShownRun): ToWebview {
    const outer = startedBy && this.family.get(startedBy.runId);
    const parent = outer && { runId: outer.id, name: outer.machine.name ?? '' };
    return { type: 'runStarted', runId: id, input, age: Date.now() - startedAt, ...(parent && { parent }) };
  }

  /** A run or an execution that it has started, in the graph of its own machine. */
  private async openRun(runId: string): Promise<void> {
    const run = this.family.get(runId);
    if (!run) return;
    this.run = run;
    this.shown = run.machine;
    await this.draw();
  }

  private async receive(message: Asked): Promise<void> {
    switch (message.type) {
      case 'reveal':
        return this.reveal(message.statePath);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'openRun':
        return this.openRun(message.runId);
      case 'openFrame':
        return openFrame(message);
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

function nestedStarted({ id, machine, startedBy }: ShownRun): ToWebview {
  const { runId: parentId, statePath, iterations } = startedBy!;
  return { type: 'nestedStarted', runId: id, parentId, name: machine.name ?? '', statePath, iterations };
}

/** A handler says what its frames are: only files of the workspace open. */
async function openFrame({ file, line, column }: Extract<FromWebview, { type: 'openFrame' }>): Promise<void> {
  const uri = vscode.Uri.file(file);
  if (!vscode.workspace.getWorkspaceFolder(uri)) return;
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, selection: new vscode.Range(at, at) });
}

function isAsked(message: unknown): message is Asked {
  if (typeof message !== 'object' || message === null) return false;
  const { type, statePath, text, runId, file, line, column } = message as Readonly<Record<string, unknown>>;
  if (type === 'reveal') return typeof statePath === 'string';
  if (type === 'copy') return typeof text === 'string';
  if (type === 'openRun') return typeof runId === 'string';
  if (type === 'openFrame') return typeof file === 'string' && Number.isInteger(line) && Number.isInteger(column);
  return type === 'rerun' || type === 'redrive';
}
