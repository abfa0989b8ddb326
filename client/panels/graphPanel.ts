/** The panel beside the editor that shows a machine and its run. It draws nothing itself: it passes messages on. */
import * as vscode from 'vscode';
import type { GraphView } from '../../core/graph/graphView';
import { phrase } from '../../core/l10n/phrase';
import type { FromWebview, ToWebview } from '../../messages/graphWebview';
import { COMMANDS, LANGUAGES } from '../../messages/ids';
import { requestOfAdapter } from '../adapterRequests';
import type { LanguageServer } from '../languageClient';
import type { Questions } from '../questions';
import { contentOf, historyOf, type RunContent } from '../runs/runContent';
import type { RunRecord } from '../runs/runRecord';
import { clockOf, type RunStore, type Told } from '../runs/runStore';
import { runLine } from '../runs/runWords';
import { readSetting } from '../settings/read';
import { SETTINGS } from '../settings/table';
import { window } from '../window';
import { WebviewPanel } from './webviewPanel';

/** What the panel shows: which machine of which file, and which run of it. */
interface Shown {
  /** Absent: the machine of an opened history is not here. */
  readonly uri?: string;
  readonly name?: string;
  readonly runId?: string;
}

/** What the page asks for. */
type Wish = Exclude<FromWebview, { readonly type: 'ready' }>;

const LAST_SHOWN = 'graph.lastShown';
/** Runs to choose from; all of them are in the side bar. */
const MOST_CHOICES = 30;

export interface GraphPanelNeeds {
  readonly extension: vscode.ExtensionContext;
  readonly server: Pick<LanguageServer, 'request'>;
  readonly runs: RunStore;
  readonly questions: Questions;
}

export class GraphPanel implements vscode.Disposable {
  private readonly panel: WebviewPanel<ToWebview, FromWebview>;
  private shown: Shown = {};
  private title = '';
  private view: GraphView | undefined;
  /** Why there is no view. */
  private nothing: ToWebview | undefined;
  /** Of the run that is shown, where this window does not run it: as its history tells. */
  private content: RunContent | undefined;
  private redraw: NodeJS.Timeout | undefined;
  private retold: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly needs: GraphPanelNeeds) {
    const { extension, runs, questions } = needs;
    this.panel = new WebviewPanel(extension, {
      name: 'graph',
      title: phrase`Workflow Graph`,
      readMessage: (message) => (isWish(message) ? message : undefined),
      receive: (message) => this.receive(message),
      ready: () => this.sendAll(),
      restored: async () => {
        if (!this.view) this.shown = extension.workspaceState.get<Shown>(LAST_SHOWN) ?? {};
        await this.draw();
      },
    });
    questions.shownBy((runId) => this.panel.isVisible && runId !== undefined && this.isShown(runId));
    this.listeners = [
      runs.onDidBegin(async (run) => {
        if (run.parent) return this.tellNested(run);
        if (readSetting(SETTINGS.graphOnRun)) this.panel.open();
        await this.choose(run);
      }),
      runs.onDidTell(({ id, message }) => {
        if (this.view && (id === this.shown.runId || this.isNested(id, message))) this.panel.post(message);
      }),
      runs.onDidChange(() => this.tellSoon()),
      questions.onDidChange(() => this.tellQuestions()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.panel.isOpen && document.uri.toString() === this.shown.uri) this.drawSoon();
      }),
      vscode.window.onDidChangeTextEditorSelection((change) => void this.select(change)),
    ];
  }

  /** Shows a machine beside the editor: with its run that is under way, else as it is. */
  async show(uri: vscode.Uri, name?: string): Promise<void> {
    const { runs } = this.needs;
    const isSame = this.shown.uri === uri.toString() && (name === undefined || this.shown.name === name);
    const own = runs.ofMachine(uri.fsPath, name);
    const running = own.find(({ status, id }) => status === 'RUNNING' && runs.live(id));
    const runId = isSame ? this.shown.runId : running?.id;
    this.panel.open();
    await this.change({ uri: uri.toString(), name: isSame ? this.shown.name : name, ...(runId && { runId }) });
  }

  /** Shows a run of the store, on the graph of its machine. */
  async showRun(id: string): Promise<void> {
    const run = this.needs.runs.get(id);
    if (!run) return;
    this.panel.open();
    await this.choose(run);
  }

  dispose(): void {
    clearTimeout(this.redraw);
    clearTimeout(this.retold);
    this.listeners.forEach((listener) => void listener.dispose());
    this.panel.dispose();
  }

  private choose({ program, name, id }: RunRecord): Promise<void> {
    const uri = program === undefined ? {} : { uri: vscode.Uri.file(program).toString() };
    return this.change({ ...uri, name, runId: id });
  }

  /** Nothing of what was shown before stays: a run is never seen on another machine's graph. */
  private async change(shown: Shown): Promise<void> {
    const isSameMachine = this.view !== undefined && this.shown.uri === shown.uri && this.shown.name === shown.name;
    this.shown = shown;
    this.content = undefined;
    if (!isSameMachine || shown.uri === undefined) this.view = undefined;
    await this.draw();
  }

  private drawSoon(): void {
    clearTimeout(this.redraw);
    this.redraw = setTimeout(() => void this.draw(), 150);
  }

  /** Asks the server for the graph as the text is now, and sends all there is to see. */
  private async draw(): Promise<void> {
    const { shown } = this;
    const { extension, server, runs } = this.needs;
    if (!this.panel.isOpen) return;
    const run = shown.runId === undefined ? undefined : runs.get(shown.runId);
    const [answer, content] = await Promise.all([
      shown.uri === undefined ? undefined : server.request('stepwise/graph', { uri: shown.uri, name: shown.name }),
      run && !runs.live(run.id) ? contentOf(runs, server, run) : undefined,
    ]);
    // Something else is to be shown by now.
    if (shown !== this.shown) return;
    if (typeof content === 'string') void window.showWarningMessage(content);
    else this.content = content;
    const view = answer?.view ?? this.content?.sketch;
    if (!view) return this.showNothing(shown);
    this.view = view;
    this.nothing = undefined;
    this.title = answer?.name ?? run?.name ?? '';
    await extension.workspaceState.update(LAST_SHOWN, shown);
    this.panel.title = this.title;
    this.sendAll();
  }

  /** Another machine's picture must not stay. */
  private showNothing({ uri, name }: Shown): void {
    this.view = undefined;
    const file = uri === undefined ? '' : (vscode.Uri.parse(uri).path.split('/').at(-1) ?? '');
    const reason =
      name === undefined ? phrase`${file} holds no workflow.` : phrase`${file} holds no workflow "${name}".`;
    this.nothing = { type: 'noGraph', title: name ?? file, reason };
    this.panel.post(this.nothing);
  }

  private sendAll(): void {
    if (this.nothing) this.panel.post(this.nothing);
    if (!this.view) return;
    this.panel.post({ type: 'graph', title: this.title, view: this.view });
    this.sendRun();
    this.tellRuns();
    this.tellQuestions();
  }

  private sendRun(): void {
    const { runs } = this.needs;
    const run = runs.get(this.shown.runId ?? '');
    const content = run && (runs.live(run.id) ?? this.content);
    if (!run || !content) return this.panel.post({ type: 'noRun' });
    const { input, stopped, ended } = content;
    const events = content.events.all;
    const parent = runs.get(run.parent?.id ?? '');
    this.panel.post({
      type: 'runStarted',
      runId: run.id,
      input,
      ...(parent && { parent: { runId: parent.id, name: parent.name } }),
    });
    for (const nested of runs.startedBy(run.id)) this.sendNested(nested);
    const live = runs.live(run.id);
    if (live && !ended) this.panel.post(clockOf(run, live));
    if (events.length > 0) this.panel.post({ type: 'runEvents', runId: run.id, events });
    if (ended) this.panel.post(ended);
    else if (stopped !== undefined) this.panel.post({ type: 'stopped', statePath: stopped });
  }

  /** What a run that the shown one has started says of itself. */
  private isNested(id: string, { type }: Told): boolean {
    if (type !== 'runEvents' && type !== 'runEnded') return false;
    return this.needs.runs.get(id)?.parent?.id === this.shown.runId;
  }

  private tellNested({ id, name, parent }: RunRecord): void {
    if (!this.view || parent?.statePath === undefined || parent.id !== this.shown.runId) return;
    const { statePath, iterations = [] } = parent;
    this.panel.post({ type: 'nestedStarted', runId: id, parentId: parent.id, name, statePath, iterations });
  }

  private sendNested(nested: RunRecord): void {
    const { id, status, error } = nested;
    const live = this.needs.runs.live(id);
    this.tellNested(nested);
    if (live && live.events.all.length > 0) this.panel.post({ type: 'runEvents', runId: id, events: live.events.all });
    if (isEnded(nested))
      this.panel.post(live?.ended ?? { type: 'runEnded', runId: id, status, ...(error && { error }) });
  }

  private tellSoon(): void {
    if (!this.panel.isOpen) return;
    this.retold ??= setTimeout(() => {
      this.retold = undefined;
      this.tellRuns();
      const { runs } = this.needs;
      const run = runs.get(this.shown.runId ?? '');
      // Another window has brought it to its end, or somebody has deleted it.
      const isNews =
        this.shown.runId !== undefined && (!run || (!runs.live(run.id) && isEnded(run) && !this.content?.ended));
      if (isNews) void this.draw();
    }, 50);
  }

  private tellRuns(): void {
    const { runs } = this.needs;
    const shown = runs.get(this.shown.runId ?? '');
    const newest = runs.all().slice(0, MOST_CHOICES);
    const all = shown && !newest.includes(shown) ? [shown, ...newest] : newest;
    // Those of the machine that is shown stand first.
    const own = all.filter(({ program, name }) => program === shown?.program && name === shown?.name);
    this.panel.post({
      type: 'runs',
      runs: [...new Set([...own, ...all])].map((run) => ({ id: run.id, label: runLine(run), machine: run.name })),
      ...(shown && { shown: shown.id }),
    });
  }

  private tellQuestions(): void {
    const questions = this.needs.questions.all().filter(({ runId }) => runId !== undefined && this.isShown(runId));
    this.panel.post({
      type: 'questions',
      questions: questions.map(({ id, state, words, waits = false }) => ({ id, state, words, waits })),
    });
  }

  /** The run that is shown, or one that it has started. */
  private isShown(runId: string): boolean {
    for (let id: string | undefined = runId; id !== undefined; id = this.needs.runs.get(id)?.parent?.id) {
      if (id === this.shown.runId) return true;
    }
    return false;
  }

  private async receive(message: Wish): Promise<void> {
    const { runId } = this.shown;
    switch (message.type) {
      case 'reveal':
        return this.reveal(message.statePath);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'rerun':
        return this.rerun();
      case 'redrive':
        await vscode.commands.executeCommand(COMMANDS.redriveExecution, runId);
        return;
      case 'openFrame':
        return openFrame(message);
      case 'lookAt':
        return this.lookAt(message);
      case 'answer':
        return this.needs.questions.ask(message.id);
      case 'showRun': {
        const run = message.runId === undefined ? undefined : this.needs.runs.get(message.runId);
        if (run) return this.choose(run);
        return this.change({ uri: this.shown.uri, name: this.shown.name });
      }
    }
  }

  /** Of iterations that were told in figures alone a person looks at one. */
  private async lookAt({ map, index }: { readonly map: string; readonly index: number }): Promise<void> {
    const { runs, server } = this.needs;
    const { shown } = this;
    const run = runs.get(shown.runId ?? '');
    const live = run && runs.live(run.id);
    if (!run) return;
    if (live && !live.ended) {
      await requestOfAdapter(live.session, 'stepwise.lookAt', { runId: run.id, map, index }).catch(() => undefined);
      return;
    }
    // What ran here has told no more than its figures: its history has all.
    const content = this.content?.lookAt ? this.content : await historyOf(server, run);
    if (typeof content === 'string' || shown !== this.shown) return;
    this.content = content;
    const events = content.lookAt?.(map, index) ?? [];
    if (events.length > 0) this.panel.post({ type: 'runEvents', runId: run.id, events });
  }

  private async reveal(statePath: string): Promise<void> {
    const range = this.view?.nodes.find((node) => node.id === statePath)?.range;
    if (!range || this.shown.uri === undefined) return;
    const start = new vscode.Position(range.start.line, range.start.character);
    const end = new vscode.Position(range.end.line, range.end.character);
    const uri = vscode.Uri.parse(this.shown.uri);
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === this.shown.uri);
    await vscode.window.showTextDocument(uri, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(start, end),
      preserveFocus: true,
    });
  }

  private async rerun(): Promise<void> {
    const { runId, uri, name } = this.shown;
    if (runId !== undefined) await vscode.commands.executeCommand(COMMANDS.runAgain, runId);
    else if (uri !== undefined) await vscode.commands.executeCommand(COMMANDS.runWorkflow, uri, name);
  }

  private async select({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): Promise<void> {
    const { document } = textEditor;
    const uri = document.uri.toString();
    const position = selections[0]?.active;
    if (!this.panel.isVisible || uri !== this.shown.uri || !position) return;
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    const { line, character } = position;
    const state = await this.needs.server.request('stepwise/stateAt', { uri, line, character });
    if (state) this.panel.post({ type: 'select', statePath: state.statePath });
  }
}

/** A handler says what its frames are: only files of the workspace open. */
async function openFrame({ file, line, column }: Extract<FromWebview, { type: 'openFrame' }>): Promise<void> {
  const uri = vscode.Uri.file(file);
  if (!vscode.workspace.getWorkspaceFolder(uri)) return;
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, selection: new vscode.Range(at, at) });
}

function isEnded({ status }: RunRecord): boolean {
  return status !== 'RUNNING';
}

function isWish(message: unknown): message is Wish {
  if (typeof message !== 'object' || message === null) return false;
  const { type, statePath, text, id, runId, map, index, file, line, column } = message as Record<string, unknown>;
  if (type === 'reveal') return typeof statePath === 'string';
  if (type === 'copy') return typeof text === 'string';
  if (type === 'answer') return typeof id === 'string';
  if (type === 'openFrame') return typeof file === 'string' && Number.isInteger(line) && Number.isInteger(column);
  if (type === 'lookAt') return typeof map === 'string' && typeof index === 'number';
  if (type === 'showRun') return runId === undefined || typeof runId === 'string';
  return type === 'rerun' || type === 'redrive';
}
