/** The run that the page shows, the executions it has started, and its clock. */
import { applyEvent, endRun } from '../../core/graph/foldRun';
import { durationOf, emptyRun, type RunView } from '../../core/graph/runView';
import type { ExecutionStatus } from '../../core/interpreter/historyEvent';
import type { ToWebview } from '../../messages/graphWebview';
import type { NestedProgress, NestedRun } from './nestedProgress';
import { RUN_WORDS } from './statusWords';

type Message<T extends ToWebview['type']> = Extract<ToWebview, { type: T }>;

export class ShownRun {
  view: RunView = emptyRun();
  /** Where the debugger has stopped. */
  stopped: string | undefined;
  /** The execution that has started this one. */
  parent: Message<'runStarted'>['parent'];
  private id: string | undefined;
  private nested = new Map<string, NestedRun>();
  /** By this machine's clock; a run on a skipping clock has times of its own. */
  private startedHere = 0;
  /** Since when the debugger has stopped the run, in milliseconds since the epoch. */
  private stoppedSince: number | undefined;

  begin({ runId, input, age, parent }: Message<'runStarted'>): void {
    this.view = emptyRun();
    this.view.status = 'RUNNING';
    this.view.input = input;
    this.id = runId;
    this.parent = parent;
    this.nested = new Map();
    this.startedHere = Date.now() - (age ?? 0);
    this.stopped = this.stoppedSince = undefined;
  }

  /** There is no run to show. */
  forget(): void {
    this.view = emptyRun();
    this.id = this.parent = this.stopped = this.stoppedSince = undefined;
    this.nested = new Map();
  }

  nestedBegins({ runId, parentId, name, statePath, iterations }: Message<'nestedStarted'>): void {
    if (parentId !== this.id) return;
    const run = emptyRun();
    run.status = 'RUNNING';
    this.nested.set(runId, { runId, name, statePath, iterations, run });
  }

  /** Whether they are of this run itself. */
  add({ runId, events }: Message<'runEvents'>): boolean {
    const run = this.viewOf(runId);
    if (run) for (const event of events) applyEvent(run, event);
    return run !== undefined && run === this.view;
  }

  end(message: Message<'runEnded'>): void {
    const run = this.viewOf(message.runId);
    if (!run) return;
    const known = message.status !== 'NONE' && Object.hasOwn(RUN_WORDS, message.status);
    endRun(run, known ? (message.status as ExecutionStatus) : 'ABORTED', message);
    if (run === this.view) this.stopped = undefined;
  }

  stop(statePath: string | undefined): void {
    this.stopped = statePath;
    if (statePath !== undefined) this.stoppedSince ??= Date.now();
    else if (this.stoppedSince !== undefined) {
      this.startedHere += Date.now() - this.stoppedSince;
      this.stoppedSince = undefined;
    }
  }

  /** In milliseconds; undefined before a run. */
  get elapsed(): number | undefined {
    if (this.view.status === 'NONE') return undefined;
    if (this.view.status === 'RUNNING') return (this.stoppedSince ?? Date.now()) - this.startedHere;
    return durationOf(this.view);
  }

  /** By the path of the state that has started them. */
  get nestedByState(): ReadonlyMap<string, NestedProgress> {
    const byState = new Map<string, NestedRun[]>();
    for (const nested of this.nested.values()) {
      const known = byState.get(nested.statePath);
      if (known) known.push(nested);
      else byState.set(nested.statePath, [nested]);
    }
    return byState;
  }

  private viewOf(runId: string): RunView | undefined {
    return runId === this.id ? this.view : this.nested.get(runId)?.run;
  }
}
