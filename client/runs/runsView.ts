/** The side bar's list of runs: the newest first, or by machine. A run that started others has them below it. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { TREES } from '../../messages/ids';
import { setContextKey } from '../contextKey';
import type { Questions } from '../questions';
import { canBeRedriven, type RunRecord } from './runRecord';
import type { RunStore } from './runStore';
import { machineItem, machineKey, runItem } from './runItem';

type Grouping = 'time' | 'machine';

const KEPT = 'runs.grouping';

/** An entry of the list, as commands are given it. */
export interface ListedRun {
  readonly run: RunRecord;
}

interface ListedMachine {
  readonly name: string;
  readonly program: string | undefined;
  readonly count: number;
}

type Listed = ListedRun | ListedMachine;

export class RunsView implements vscode.Disposable, vscode.TreeDataProvider<Listed> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly tree: vscode.TreeView<Listed>;
  private readonly listeners: vscode.Disposable[];
  private grouping: Grouping;
  private refresh: NodeJS.Timeout | undefined;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly runs: RunStore,
    private readonly questions: Questions,
  ) {
    this.grouping = memory.get<Grouping>(KEPT) ?? 'time';
    this.tree = vscode.window.createTreeView(TREES.runs, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.listeners = [runs.onDidChange(() => this.soon()), questions.onDidChange(() => this.soon())];
    questions.shownBy((runId) => this.tree.visible && runId !== undefined);
    this.show();
  }

  async group(grouping: Grouping): Promise<void> {
    this.grouping = grouping;
    await this.memory.update(KEPT, grouping);
    this.show();
  }

  getTreeItem(listed: Listed): vscode.TreeItem {
    return 'run' in listed ? this.itemOf(listed.run) : machineItem(listed);
  }

  getChildren(listed?: Listed): Listed[] {
    if (listed && 'run' in listed) return this.runs.startedBy(listed.run.id).map((run) => ({ run }));
    const top = this.runs.all().filter(({ parent }) => !parent || !this.runs.get(parent.id));
    if (!listed && this.grouping === 'machine') return machinesOf(top);
    const own = listed ? top.filter((run) => run.program === listed.program && run.name === listed.name) : top;
    return own.map((run) => ({ run }));
  }

  dispose(): void {
    clearTimeout(this.refresh);
    this.listeners.forEach((listener) => void listener.dispose());
    this.tree.dispose();
    this.changed.dispose();
  }

  private itemOf(run: RunRecord): vscode.TreeItem {
    const { runs, questions } = this;
    return runItem(run, {
      hasStarted: runs.startedBy(run.id).length > 0,
      stopped: run.status === 'RUNNING' ? runs.live(run.id)?.stopped?.statePath : undefined,
      question: questions.of(run.id)[0],
    });
  }

  /** A run may tell a hundred things at once. */
  private soon(): void {
    this.refresh ??= setTimeout(() => {
      this.refresh = undefined;
      this.show();
    }, 50);
  }

  private show(): void {
    setContextKey('runsByMachine', this.grouping === 'machine');
    setContextKey('hasRun', this.runs.all().length > 0);
    setContextKey('canRedrive', this.runs.all().some(canBeRedriven));
    const count = this.questions.all().length;
    const tooltip =
      count === 1 ? phrase`1 task is waiting for your answer` : phrase`${count} tasks are waiting for your answer`;
    this.tree.badge = count === 0 ? undefined : { value: count, tooltip };
    this.changed.fire();
  }
}

function machinesOf(runs: readonly RunRecord[]): ListedMachine[] {
  const machines = new Map<string, ListedMachine>();
  for (const { program, name } of runs) {
    const key = machineKey(program, name);
    machines.set(key, { program, name, count: (machines.get(key)?.count ?? 0) + 1 });
  }
  return [...machines.values()];
}
