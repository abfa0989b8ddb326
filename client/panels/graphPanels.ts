/** The panels with graphs: one for each machine, and those that a person has opened for one run alone. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { VIEWS } from '../../messages/ids';
import type { RunRecord } from '../runs/runRecord';
import { readSetting } from '../settings/read';
import { SETTINGS } from '../settings/table';
import { GraphPanel, type GraphPanelNeeds } from './graphPanel';
import { isSameMachine, readShown, shownRun, type Shown } from './shown';
import { newPanel } from './webviewPanel';

export class GraphPanels implements vscode.Disposable {
  /** Those that are open, the one that a person used last at the end. */
  private open: GraphPanel[] = [];
  private readonly listeners: vscode.Disposable[];

  constructor(private readonly needs: GraphPanelNeeds) {
    const { runs, questions } = needs;
    questions.shownBy((runId) => runId !== undefined && this.open.some((panel) => panel.showsNow(runId)));
    this.listeners = [
      vscode.window.registerWebviewPanelSerializer(VIEWS.graph, {
        deserializeWebviewPanel: (panel, state) => this.add(panel).change(readShown(state)),
      }),
      runs.onDidBegin((run) => this.begins(run)),
    ];
  }

  /** Shows a machine beside the editor: with its run that is under way, else as it is. */
  async show(uri: vscode.Uri, name?: string): Promise<void> {
    const { runs } = this.needs;
    const machine = { uri: uri.toString(), name };
    const known = this.panelOf(machine);
    if (known && isSameMachine(known.shown, machine)) return this.bring(known, known.shown);
    const running = runs.ofMachine(uri.fsPath, name).find(({ status, id }) => status === 'RUNNING' && runs.live(id));
    await this.bring(known, { ...machine, ...(running && { runId: running.id }) });
  }

  /**
   * Shows a run of the store, on the graph of its machine.
   *
   * @param isAlone in a panel of its own, which no other run takes
   */
  async showRun(id: string, isAlone = false): Promise<void> {
    const run = this.needs.runs.get(id);
    if (!run) return;
    if (isAlone) return this.bring(undefined, { ...shownRun(run), isAlone });
    const showing = this.open.findLast(({ shown }) => shown.runId === id);
    await this.bring(showing ?? this.panelOf(shownRun(run)), showing?.shown ?? shownRun(run));
  }

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
    for (const panel of [...this.open]) panel.dispose();
  }

  private async begins(run: RunRecord): Promise<void> {
    if (run.parent) return;
    const shown = shownRun(run);
    const known = this.panelOf(shown);
    if (readSetting(SETTINGS.graphOnRun)) await this.bring(known, shown);
    else await known?.change(shown);
  }

  /** The panel of a machine, which may show another one now: an execution that it has started, or one that was chosen there. */
  private panelOf(machine: Pick<Shown, 'uri' | 'name'>): GraphPanel | undefined {
    const free = this.open.filter(({ shown }) => shown.isAlone !== true);
    return (
      free.findLast(({ shown }) => shown.uri !== undefined && isSameMachine(shown, machine)) ??
      free.findLast(({ shown: { home } }) => home !== undefined && isSameMachine(home, machine)) ??
      // Nobody needs what shows nothing.
      free.findLast(({ isEmpty }) => isEmpty)
    );
  }

  /** In the front, in a new panel where there is none. */
  private async bring(known: GraphPanel | undefined, shown: Shown): Promise<void> {
    const panel = known ?? this.add(newPanel('graph', phrase`Workflow Graph`, this.column));
    if (known) known.reveal();
    await panel.change(shown);
  }

  /** Beside each other, or beside the editor. */
  private get column(): vscode.ViewColumn {
    return this.open.at(-1)?.column ?? vscode.ViewColumn.Beside;
  }

  private add(made: vscode.WebviewPanel): GraphPanel {
    const panel = new GraphPanel(this.needs, made, () => (this.open = this.open.filter((each) => each !== panel)));
    this.open.push(panel);
    made.onDidChangeViewState(() => {
      if (made.active) this.open = [...this.open.filter((each) => each !== panel), panel];
    });
    return panel;
  }
}
