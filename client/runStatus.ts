/** The status bar tells what runs here, for how long and where it stands; a click opens it. */
import * as vscode from 'vscode';
import { durationText } from '../core/l10n/durationText';
import { phrase } from '../core/l10n/phrase';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';
import type { RunRecord } from './runs/runRecord';
import { clockOf, type RunStore } from './runs/runStore';
import { stateName } from './runs/runWords';
import { visible } from '../core/escape/visible';
import { withIcon } from './window';

/** Milliseconds: what is over sooner is not worth a flash. */
const SHORT = 500;
const TICK = 1000;

export function registerRunStatus({ extension, runs }: ClientContext): void {
  extension.subscriptions.push(new RunStatus(runs));
}

class RunStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('stepwise.runs', vscode.StatusBarAlignment.Left, 12);
  private readonly listener: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly runs: RunStore) {
    this.item.name = phrase`Stepwise: Runs under Way`;
    this.listener = runs.onDidChange(() => this.show());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listener.dispose();
    this.item.dispose();
  }

  /** Those that a person has started in this window. */
  private get underWay(): RunRecord[] {
    return this.runs.all().filter(({ id, status, parent }) => status === 'RUNNING' && !parent && this.runs.live(id));
  }

  private show(): void {
    clearTimeout(this.timer);
    const all = this.underWay;
    const [run, ...others] = all;
    if (!run) return this.item.hide();
    const stopped = all.find(({ id }) => this.stoppedAt(id) !== undefined);
    const age = this.elapsed(run);
    if (others.length === 0 && !stopped && age < SHORT) {
      this.timer = setTimeout(() => this.show(), SHORT - age);
      return;
    }
    const text = others.length === 0 ? this.textOf(run) : phrase`${all.length} runs`;
    this.item.text = withIcon(stopped ? 'debug-pause' : 'loading~spin', text);
    const lines = all.map((each) => this.textOf(each));
    this.item.tooltip = visible([...lines, phrase`Click to see it in the graph.`].join('\n'));
    this.item.accessibilityInformation = { label: visible(lines.join(', ')) };
    this.item.command = {
      command: COMMANDS.showRun,
      title: phrase`Show Run`,
      arguments: [others.length === 0 ? run.id : all.map(({ id }) => id)],
    };
    this.item.show();
    this.timer = setTimeout(() => this.show(), TICK);
  }

  /** `Order · 12 s`, `Order · stopped at Pay`. */
  private textOf(run: RunRecord): string {
    const stopped = this.stoppedAt(run.id);
    const how = stopped === undefined ? durationText(this.elapsed(run)) : phrase`stopped at ${stateName(stopped)}`;
    return `${run.name} · ${how}`;
  }

  private stoppedAt(id: string): string | undefined {
    return this.runs.live(id)?.stopped?.statePath;
  }

  /** Whole seconds from the first on, as it is told no more often. */
  private elapsed(run: RunRecord): number {
    const live = this.runs.live(run.id);
    const clock = live && clockOf(run, live);
    const elapsed = clock?.type === 'clock' ? clock.elapsed : 0;
    return elapsed < TICK ? elapsed : Math.floor(elapsed / TICK) * TICK;
  }
}
