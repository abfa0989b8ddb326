/**
 * What runs ask of a person: tasks that wait for their token, calls that nothing here answers. A question shows in the status
 * bar, at the run in the side bar and above the graph for as long as it stands, and opens nothing by itself.
 */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { COMMANDS } from '../messages/ids';
import { setContextKey } from './contextKey';
import type { RunStore } from './runs/runStore';
import { window, withIcon } from './window';

export interface Question {
  readonly session: vscode.DebugSession;
  readonly machine: string;
  readonly state: string;
  /** What it waits for, as a sentence. */
  readonly words: string;
  /** It waits for its token: a worker or a handler may answer as well. */
  readonly waits?: boolean;
  /** Asks the person, who may leave it at that. */
  ask(): Promise<void>;
}

export interface OpenQuestion extends Question {
  readonly id: string;
  /** Of the store; undefined: no run of a machine asks. */
  readonly runId: string | undefined;
}

/** Milliseconds after which a person who sees none of it is told: most tasks are answered by a handler before. */
const PATIENCE = 700;

export class Questions implements vscode.Disposable {
  private readonly open = new Map<string, OpenQuestion>();
  private readonly asking = new Set<string>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly item = vscode.window.createStatusBarItem('stepwise.waits', vscode.StatusBarAlignment.Left, 11);
  /** Whether a person sees the questions of a run where it shows. */
  private readonly views: ((runId: string | undefined) => boolean)[] = [];
  private count = 0;

  constructor(private readonly runs: RunStore) {
    this.item.name = phrase`Stepwise: Waiting Tasks`;
    this.item.command = COMMANDS.answerTask;
  }

  all(): OpenQuestion[] {
    return [...this.open.values()];
  }

  of(runId: string): OpenQuestion[] {
    return this.all().filter((question) => question.runId === runId);
  }

  /** A view that shows questions says here when it does. */
  shownBy(isVisible: (runId: string | undefined) => boolean): void {
    this.views.push(isVisible);
  }

  /** @returns what ends it */
  add(question: Question): vscode.Disposable {
    const id = String(++this.count);
    const open = { ...question, id, runId: this.runOf(question), ask: () => question.ask() };
    this.open.set(id, open);
    this.show();
    const timer = setTimeout(() => void this.mention(open), PATIENCE);
    return new vscode.Disposable(() => {
      clearTimeout(timer);
      if (this.open.delete(id)) this.show();
    });
  }

  /** Asks one, which the person chooses where there are several. */
  async ask(id?: string): Promise<void> {
    const items = this.all().map((each) => ({
      label: each.state,
      description: each.machine,
      detail: each.words,
      each,
    }));
    const title = phrase`Which task?`;
    const named = id === undefined ? undefined : this.open.get(id);
    const chosen = named ?? (items.length > 1 ? await window.showQuickPick(items, { title }) : items[0])?.each;
    if (chosen) return this.askOnce(chosen);
    if (items.length === 0) void window.showInformationMessage(phrase`No task is waiting for an answer.`);
  }

  dispose(): void {
    this.item.dispose();
    this.changed.dispose();
  }

  private async askOnce({ id, ask }: OpenQuestion): Promise<void> {
    if (this.asking.has(id)) return;
    this.asking.add(id);
    try {
      await ask();
    } finally {
      this.asking.delete(id);
    }
  }

  private async mention(question: OpenQuestion): Promise<void> {
    if (this.asking.has(question.id) || this.views.some((isVisible) => isVisible(question.runId))) return;
    const answer = phrase`Answer…`;
    const chosen = await window.showInformationMessage(question.words, answer);
    if (chosen === answer) await this.ask(question.id);
  }

  /** The session's run of that machine. */
  private runOf({ session, machine }: Question): string | undefined {
    const own = this.runs.all().filter(({ id, status }) => {
      return status === 'RUNNING' && this.runs.live(id)?.session.id === session.id;
    });
    return (own.find(({ name }) => name === machine) ?? own.at(-1))?.id;
  }

  private show(): void {
    const [first, ...others] = this.all();
    setContextKey('taskWaits', first !== undefined);
    if (first) {
      const text = others.length === 0 ? phrase`${first.state} waits` : phrase`${this.open.size} tasks are waiting`;
      this.item.text = withIcon('bell-dot', text);
      this.item.tooltip = phrase`Answer the task that is waiting`;
      this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
      this.item.show();
    } else this.item.hide();
    this.changed.fire();
  }
}
