/** A Map Run: its name, what it tolerates, and its figures, in the words of DescribeMapRun (API reference). */
import type { MapRunCounts, MapRunDescription, MapRunStatus } from '../historyEvent';
import type { BegunChild, ChildStatus, MapRunChange, MapRunWatcher, RunningMapRun } from '../runningMapRun';
import type { Strand } from '../strand';
import type { MapRunPoint } from '../resume/strandPoint';
import { mapRunOf } from '../resume/resumedMapRun';
import type { State } from '../../model/machine';
import { isExceeded, type Tolerance } from './toleratedFailures';
import { statesArn } from '../../partition';

/** At most so many times a run says how far it has come. */
const PROGRESS_NOTES = 100;

/** AWS runs at most this many child executions of a Map at once. */
const MAXIMUM_CONCURRENCY = 10_000;

const COUNTED: Record<ChildStatus, keyof MapRunCounts> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
};

/** How a child ended, and when. */
interface Ended {
  readonly status: ChildStatus;
  readonly stopDate: string;
}

type Counts = { -readonly [K in keyof MapRunCounts]: MapRunCounts[K] };

export class MapRun implements RunningMapRun {
  readonly arn: string;
  readonly id: string;
  /** `MACHINE/LABEL`: what the child executions are executions of. */
  readonly machineName: string;
  private readonly items: Counts;
  private readonly executions: Counts;
  private readonly redriveCount: number;
  private readonly startDate: string;
  /** Whoever lets children start hears of a change. */
  changed: (() => void) | undefined;
  private untilNote = 0;
  status: MapRunStatus = 'RUNNING';
  private stopDate: string | undefined;
  private readonly watcher: MapRunWatcher | undefined;

  constructor(
    private readonly strand: Strand,
    state: State,
    private maxConcurrency: number,
    private tolerance: Tolerance,
    earlier?: MapRunPoint,
  ) {
    const { host, region, accountId, stateMachineName, history } = strand.execution;
    const { Label: given } = state.definition;
    const known = earlier && mapRunOf(earlier.arn);
    const label = known?.label ?? (typeof given === 'string' ? given : host.uuid());
    this.id = known?.id ?? host.uuid();
    this.redriveCount = (earlier?.redriveCount ?? 0) + (strand.execution.resumed?.redrive && earlier ? 1 : 0);
    // A Map Run inside a child execution belongs to the machine, not to the label above it.
    this.machineName = `${stateMachineName.replace(/\/.*$/, '')}/${label}`;
    this.arn = earlier?.arn ?? statesArn(region, accountId, 'mapRun', `${this.machineName}:${this.id}`);
    this.startDate = history.timestamp();
    this.items = noCounts();
    this.executions = noCounts();
    this.watcher = host.mapRunBegan?.(this);
  }

  /** So many children may run at once. */
  get atOnce(): number {
    return Math.min(this.maxConcurrency === 0 ? MAXIMUM_CONCURRENCY : this.maxConcurrency, MAXIMUM_CONCURRENCY);
  }

  update({ maxConcurrency, toleratedFailureCount: count, toleratedFailurePercentage: percentage }: MapRunChange): void {
    if (maxConcurrency !== undefined) this.maxConcurrency = maxConcurrency;
    this.tolerance = {
      ...this.tolerance,
      ...(count !== undefined && { count }),
      ...(percentage !== undefined && { percentage }),
    };
    this.changed?.();
  }

  /** The items are read: so many children with so many items. */
  begin(executions: number, items: number): void {
    this.executions.total = this.executions.pending = executions;
    this.items.total = this.items.pending = items;
    this.tell();
  }

  childStarted(items: number): void {
    move(this.items, 'pending', 'running', items);
    move(this.executions, 'pending', 'running', 1);
  }

  get isWatched(): boolean {
    return this.watcher !== undefined;
  }

  childBegan(index: number, child: BegunChild): void {
    this.watcher?.childBegan(index, child);
  }

  childEnded(index: number, { status, stopDate }: Ended, items: number): void {
    this.watcher?.childEnded(index, status, stopDate);
    move(this.items, 'running', COUNTED[status], items);
    move(this.executions, 'running', COUNTED[status], 1);
    if (--this.untilNote <= 0) this.tell();
  }

  /** Whether more items have failed than the state tolerates. An item of a failed batch has failed. */
  get exceedsTolerance(): boolean {
    return !this.bears(0);
  }

  /** Whether so many items more may fail. */
  bears(more: number): boolean {
    const { failed, timedOut, total } = this.items;
    return !isExceeded(this.tolerance, failed + timedOut + more, total);
  }

  resultsWritten(items: number, executions: number): void {
    this.items.resultsWritten += items;
    this.executions.resultsWritten += executions;
  }

  end(status: MapRunStatus): void {
    this.stop(status);
    this.tell();
  }

  /** The execution ends, or the state is stopped: nobody is told of the run any more, and what ran of it runs no longer. */
  abandon(): void {
    move(this.items, 'running', 'aborted', this.items.running);
    move(this.executions, 'running', 'aborted', this.executions.running);
    this.stop('ABORTED');
  }

  describe(): MapRunDescription {
    return {
      mapRunArn: this.arn,
      executionArn: String(this.strand.execution.executionContext.Id ?? ''),
      status: this.status,
      startDate: this.startDate,
      ...(this.stopDate !== undefined && { stopDate: this.stopDate }),
      maxConcurrency: this.maxConcurrency,
      toleratedFailurePercentage: this.tolerance.percentage ?? 0,
      toleratedFailureCount: this.tolerance.count ?? 0,
      itemCounts: { ...this.items },
      executionCounts: { ...this.executions },
      redriveCount: this.redriveCount,
    };
  }

  private stop(status: MapRunStatus): void {
    this.status = status;
    this.stopDate = this.strand.execution.history.timestamp();
  }

  private tell(): void {
    this.untilNote = Math.ceil(this.executions.total / PROGRESS_NOTES);
    this.strand.note({ type: 'MapRun', mapRun: this.describe() });
  }
}

function move(counts: Counts, from: keyof MapRunCounts, to: keyof MapRunCounts, count: number): void {
  counts[from] -= count;
  counts[to] += count;
}

function noCounts(): Counts {
  return {
    pending: 0,
    running: 0,
    succeeded: 0,
    failed: 0,
    timedOut: 0,
    aborted: 0,
    total: 0,
    resultsWritten: 0,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}
