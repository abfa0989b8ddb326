/** A Map Run: its name, what it tolerates, and its figures, in the words of DescribeMapRun (API reference). */
import type { MapRunCounts, MapRunDescription, MapRunStatus } from '../historyEvent';
import type { Strand } from '../strand';
import type { MapRunPoint } from '../resume/strandPoint';
import { mapRunOf } from '../resume/resumedMapRun';
import type { State } from '../../model/machine';
import type { Tolerance } from './toleratedFailures';

/** At most so many times a run says how far it has come. */
const PROGRESS_NOTES = 100;

/** How a child ended; `notStarted`: the run ended first. */
export type ChildStatus = 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

const COUNTED: Record<ChildStatus, keyof MapRunCounts> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
};

type Counts = { -readonly [K in keyof MapRunCounts]: MapRunCounts[K] };

export class MapRun {
  readonly arn: string;
  readonly id: string;
  /** `MACHINE/LABEL`: what the child executions are executions of. */
  readonly machineName: string;
  private readonly items: Counts;
  private readonly executions: Counts;
  private readonly redriveCount: number;
  private readonly startDate: string;
  private untilNote = 0;

  constructor(
    private readonly strand: Strand,
    state: State,
    private readonly maxConcurrency: number,
    private readonly tolerance: Tolerance,
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
    this.arn = earlier?.arn ?? `arn:aws:states:${region}:${accountId}:mapRun:${this.machineName}:${this.id}`;
    this.startDate = history.timestamp();
    this.items = noCounts();
    this.executions = noCounts();
  }

  /** The items are read: so many children with so many items. */
  begin(executions: number, items: number): void {
    this.executions.total = this.executions.pending = executions;
    this.items.total = this.items.pending = items;
    this.tell('RUNNING');
  }

  childStarted(items: number): void {
    move(this.items, 'pending', 'running', items);
    move(this.executions, 'pending', 'running', 1);
  }

  childEnded(status: ChildStatus, items: number): void {
    move(this.items, 'running', COUNTED[status], items);
    move(this.executions, 'running', COUNTED[status], 1);
    if (--this.untilNote <= 0) this.tell('RUNNING');
  }

  /** Whether more items have failed than the state tolerates. An item of a failed batch has failed. */
  get exceedsTolerance(): boolean {
    return !this.bears(0);
  }

  /** Whether so many items more may fail. */
  bears(more: number): boolean {
    const { failed, timedOut, total } = this.items;
    return !this.tolerance.isExceeded(failed + timedOut + more, total);
  }

  resultsWritten(items: number, executions: number): void {
    this.items.resultsWritten += items;
    this.executions.resultsWritten += executions;
  }

  end(status: MapRunStatus): void {
    this.tell(status);
  }

  private tell(status: MapRunStatus): void {
    this.untilNote = Math.ceil(this.executions.total / PROGRESS_NOTES);
    const mapRun: MapRunDescription = {
      mapRunArn: this.arn,
      executionArn: String(this.strand.execution.executionContext.Id ?? ''),
      status,
      startDate: this.startDate,
      ...(status !== 'RUNNING' && { stopDate: this.strand.execution.history.timestamp() }),
      maxConcurrency: this.maxConcurrency,
      toleratedFailurePercentage: this.tolerance.percentage,
      toleratedFailureCount: this.tolerance.count,
      itemCounts: { ...this.items },
      executionCounts: { ...this.executions },
      redriveCount: this.redriveCount,
    };
    this.strand.note({ type: 'MapRun', mapRun });
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
