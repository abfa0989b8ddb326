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
import { GrowingHistory } from '../runs/growingHistory';
import { isEnded, type RunRecord } from '../runs/runRecord';
import type { RunStore, Told } from '../runs/runStore';
import { window } from '../window';
import { isWish, openFrame, reveal, type Wish } from './graphWishes';
import { choicesMessage, nestedBegins, nothingMessage, questionsMessage, runMessages } from './runMessages';
import { isSameMachine, shownRun, type Shown } from './shown';
import { WebviewPanel } from './webviewPanel';

export interface GraphPanelNeeds {
  readonly extension: vscode.ExtensionContext;
  readonly server: Pick<LanguageServer, 'request'>;
  readonly runs: RunStore;
  readonly questions: Questions;
}

/** One open panel. */
export class GraphPanel implements vscode.Disposable {
  private readonly panel: WebviewPanel<ToWebview, FromWebview>;
  private what: Shown = {};
  private title = '';
  private view: GraphView | undefined;
  /** Why there is no view. */
  private nothing: ToWebview | undefined;
  /** Of the run that is shown, where this window does not run it: as its history tells. */
  private content: RunContent | undefined;
  /** Of the run that is shown, where another window runs it. */
  private readonly growing = new GrowingHistory(() => this.readAgain());
  private redraw: NodeJS.Timeout | undefined;
  private retold: NodeJS.Timeout | undefined;
  private readonly listeners: vscode.Disposable[];

  /** @param closed called once, when there is no panel any more */
  constructor(
    private readonly needs: GraphPanelNeeds,
    made: vscode.WebviewPanel,
    closed: () => void,
  ) {
    const { extension, runs, questions } = needs;
    this.panel = new WebviewPanel(extension, made, {
      name: 'graph',
      title: phrase`Workflow Graph`,
      readMessage: (message) => (isWish(message) ? message : undefined),
      receive: (message) => this.receive(message),
      ready: () => this.sendAll(),
      closed: () => {
        this.end();
        closed();
      },
    });
    this.listeners = [
      runs.onDidBegin((run) => {
        if (this.view && run.parent?.id === this.what.runId) this.post(nestedBegins(run));
      }),
      runs.onDidTell(({ id, message }) => {
        if (this.view && (id === this.what.runId || this.isNested(id, message))) this.panel.post(message);
      }),
      runs.onDidChange(() => this.tellSoon()),
      questions.onDidChange(() => this.tellQuestions()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.what.uri) this.drawSoon();
      }),
      vscode.window.onDidChangeTextEditorSelection((change) => void this.select(change)),
    ];
  }

  get shown(): Shown {
    return this.what;
  }

  /** It says why there is nothing to see. */
  get isEmpty(): boolean {
    return this.nothing !== undefined;
  }

  get column(): vscode.ViewColumn | undefined {
    return this.panel.column;
  }

  /** Whether a person sees this run here, or the one that has started it. */
  showsNow(runId: string): boolean {
    return this.panel.isVisible && this.isShown(runId);
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private end(): void {
    this.growing.dispose();
    clearTimeout(this.redraw);
    clearTimeout(this.retold);
    this.listeners.forEach((listener) => void listener.dispose());
  }

  /** Nothing of what was shown before stays: a run is never seen on another machine's graph. */
  async change(shown: Shown): Promise<void> {
    const { what } = this;
    const isSame = this.view !== undefined && what.uri === shown.uri && what.name === shown.name;
    this.what = shown;
    this.content = undefined;
    if (!isSame || shown.uri === undefined) this.view = undefined;
    await this.draw();
  }

  /** Something else in this panel, which stays that of its machine. */
  private goTo(shown: Shown): Promise<void> {
    const { uri, name, home = uri === undefined ? undefined : { uri, name }, isAlone } = this.what;
    const isHome = home !== undefined && isSameMachine(home, shown);
    return this.change({ ...shown, ...(isAlone && { isAlone }), ...(home && !isHome && { home }) });
  }

  private drawSoon(): void {
    clearTimeout(this.redraw);
    this.redraw = setTimeout(() => void this.draw(), 150);
  }

  /** Asks the server for the graph as the text is now, and sends all there is to see. */
  private async draw(): Promise<void> {
    const { what: shown } = this;
    const { server, runs } = this.needs;
    const run = shown.runId === undefined ? undefined : runs.get(shown.runId);
    const [answer, content] = await Promise.all([
      shown.uri === undefined ? undefined : server.request('stepwise/graph', { uri: shown.uri, name: shown.name }),
      run && !runs.live(run.id) ? contentOf(runs, server, run) : undefined,
    ]);
    // Something else is to be shown by now.
    if (shown !== this.what) return;
    if (typeof content === 'string') void window.showWarningMessage(content);
    else this.content = content;
    this.growing.watch(run && isElsewhere(run, runs) ? run.history : undefined);
    const view = answer?.view ?? this.content?.sketch;
    if (!view) return this.showNothing(shown);
    this.view = view;
    this.nothing = undefined;
    this.title = answer?.name ?? run?.name ?? '';
    this.panel.title = this.title;
    this.sendAll();
  }

  /** The run of another window has gone on: its history has more. */
  private async readAgain(): Promise<void> {
    const { what: shown } = this;
    const { server, runs } = this.needs;
    const run = runs.get(shown.runId ?? '');
    if (!run || !isElsewhere(run, runs)) return;
    const content = await historyOf(server, run);
    if (shown !== this.what || typeof content === 'string') return;
    this.content = content;
    if (this.view) this.sendRun();
  }

  /** Another machine's picture must not stay. */
  private showNothing({ uri, name }: Shown): void {
    this.view = undefined;
    const file = uri === undefined ? undefined : vscode.Uri.parse(uri).path.split('/').at(-1);
    this.nothing = nothingMessage(file, name);
    this.panel.title = name ?? file ?? phrase`Workflow Graph`;
    this.sendAll();
  }

  private sendAll(): void {
    this.panel.post({ type: 'shown', shown: this.what });
    if (this.nothing) this.panel.post(this.nothing);
    if (!this.view) return;
    this.panel.post({ type: 'graph', title: this.title, view: this.view });
    this.sendRun();
    this.tellRuns();
    this.tellQuestions();
  }

  private sendRun(): void {
    const { runs } = this.needs;
    const run = runs.get(this.what.runId ?? '');
    const content = run && (runs.live(run.id) ?? this.content);
    if (!run || !content) return this.panel.post({ type: 'noRun' });
    this.post(runMessages(runs, run, content));
  }

  private post(messages: readonly ToWebview[]): void {
    for (const message of messages) this.panel.post(message);
  }

  /** What a run that the shown one has started says of itself. */
  private isNested(id: string, { type }: Told): boolean {
    if (type !== 'runEvents' && type !== 'runEnded') return false;
    return this.needs.runs.get(id)?.parent?.id === this.what.runId;
  }

  private tellSoon(): void {
    this.retold ??= setTimeout(() => {
      this.retold = undefined;
      this.tellRuns();
      const { runs } = this.needs;
      const run = runs.get(this.what.runId ?? '');
      // Another window has brought it to its end, or somebody has deleted it.
      const isNews =
        this.what.runId !== undefined && (!run || (!runs.live(run.id) && isEnded(run) && !this.content?.ended));
      if (isNews) void this.draw();
    }, 50);
  }

  private tellRuns(): void {
    const { runs } = this.needs;
    this.panel.post(choicesMessage(runs, runs.get(this.what.runId ?? '')));
  }

  private tellQuestions(): void {
    this.panel.post(questionsMessage(this.needs.questions, (runId) => this.isShown(runId)));
  }

  /** The run that is shown, or one that it has started. */
  private isShown(runId: string): boolean {
    for (let id: string | undefined = runId; id !== undefined; id = this.needs.runs.get(id)?.parent?.id) {
      if (id === this.what.runId) return true;
    }
    return false;
  }

  private async receive(message: Wish): Promise<void> {
    const { runId } = this.what;
    switch (message.type) {
      case 'reveal':
        return reveal(this.view, this.what.uri, message.statePath);
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
        return this.goTo(run ? shownRun(run) : { uri: this.what.uri, name: this.what.name });
      }
    }
  }

  /** Of iterations that were told in figures alone a person looks at one. */
  private async lookAt({ map, index }: { readonly map: string; readonly index: number }): Promise<void> {
    const { runs, server } = this.needs;
    const { what: shown } = this;
    const run = runs.get(shown.runId ?? '');
    const live = run && runs.live(run.id);
    if (!run) return;
    if (live && !live.ended) {
      await requestOfAdapter(live.session, 'stepwise.lookAt', { runId: run.id, map, index }).catch(() => undefined);
      return;
    }
    // What ran here has told no more than its figures: its history has all.
    const content = this.content?.lookAt ? this.content : await historyOf(server, run);
    if (typeof content === 'string' || shown !== this.what) return;
    this.content = content;
    const events = content.lookAt?.(map, index) ?? [];
    if (events.length > 0) this.panel.post({ type: 'runEvents', runId: run.id, events });
  }

  private async rerun(): Promise<void> {
    const { runId, uri, name } = this.what;
    if (runId !== undefined) await vscode.commands.executeCommand(COMMANDS.runAgain, runId);
    else if (uri !== undefined) await vscode.commands.executeCommand(COMMANDS.runWorkflow, uri, name);
  }

  private async select({ textEditor, selections }: vscode.TextEditorSelectionChangeEvent): Promise<void> {
    const { document } = textEditor;
    const uri = document.uri.toString();
    const position = selections[0]?.active;
    if (!this.panel.isVisible || uri !== this.what.uri || !position) return;
    if (!(LANGUAGES as readonly string[]).includes(document.languageId)) return;
    const { line, character } = position;
    const state = await this.needs.server.request('stepwise/stateAt', { uri, line, character });
    if (state) this.panel.post({ type: 'select', statePath: state.statePath });
  }
}

/** Another window runs it. */
function isElsewhere(run: RunRecord, runs: RunStore): boolean {
  return !isEnded(run) && !runs.live(run.id);
}
