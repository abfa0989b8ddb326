/** The run that the page shows, the executions it has started, and its clock. */
import { applyEvent, endRun } from '../../core/graph/foldRun';
import { durationOf, emptyRun, type RunView } from '../../core/graph/runView';
import type { ExecutionStatus } from '../../core/interpreter/historyEvent';
import type { Asked, ToWebview } from '../../messages/graphWebview';
import type { NestedProgress, NestedRun } from './nestedProgress';
import { RUN_WORDS, standingOf, type Standing } from './statusWords';

type Message<T extends ToWebview['type']> = Extract<ToWebview, { type: T }>;

export class ShownRun {
  view: RunView = emptyRun();
  /** Where the debugger has stopped. */
  stopped: string | undefined;
  /** The execution that has started this one. */
  parent: Message<'runStarted'>['parent'];
  private id: string | undefined;
  private nested = new Map<string, NestedRun>();
  /** What a person is asked. */
  asked: readonly Asked[] = [];
  /** How long the run had taken at a moment of this machine's clock, and whether it stands still since. */
  private clock = { elapsed: 0, at: 0, stands: false };

  /** Told again from its beginning, or another one. */
  isOf({ runId }: Message<'runStarted'>): boolean {
    return runId === this.id;
  }

  begin({ runId, input, parent }: Message<'runStarted'>): void {
    this.view = emptyRun();
    this.view.status = 'RUNNING';
    this.view.input = input;
    this.id = runId;
    this.parent = parent;
    this.nested = new Map();
    this.clock = { elapsed: 0, at: Date.now(), stands: false };
    this.stopped = undefined;
  }

  /** There is no run to show. */
  forget(): void {
    this.view = emptyRun();
    this.id = this.parent = this.stopped = undefined;
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
  }

  setClock({ elapsed, stands }: Message<'clock'>): void {
    this.clock = { elapsed, at: Date.now(), stands };
  }

  /** Why it does not go on: what a person has to do goes first. */
  get standing(): Standing | undefined {
    return this.stopped === undefined ? standingOf(this.asked) : 'stopped';
  }

  /** Whether an iteration of this Map has to be asked for: so far its figures alone are told. */
  isToldInFigures(map: string): boolean {
    return this.view.totals.size > 0 && this.view.states.get(map)?.has('') === true;
  }

  /** In milliseconds; undefined before a run. */
  get elapsed(): number | undefined {
    if (this.view.status === 'NONE') return undefined;
    const { elapsed, at, stands } = this.clock;
    if (this.view.status === 'RUNNING') return elapsed + (stands ? 0 : Date.now() - at);
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
