/** The Map Runs of one run on this machine, and the child executions that they have started. */
import type {
  ErrorDetails,
  ExecutionResult,
  HistoryEvent,
  MapRunDescription,
} from '../../core/interpreter/historyEvent';
import type {
  BegunChild,
  ChildStatus,
  MapRunChange,
  MapRunWatcher,
  RunningMapRun,
  SavedChild,
} from '../../core/interpreter';
import { machineArnParts } from './machines';
import type { LocalExecution } from './executions';
import { weightOf } from './endedExecutions';

/** So many Map Runs are known, those that have ended among them, and the newest in any case. */
export const KEPT_RUNS = 1000;
/** So many children of them are listed. */
const KEPT_CHILDREN = 200_000;
/** Of their children the newest, as many as hold so many characters together, can be described. */
const KEPT_CHARACTERS = 32 * 1024 * 1024;

/** A child execution as lists show it. */
export interface ListedChild {
  readonly executionArn: string;
  /** `…:stateMachine:MACHINE/LABEL` */
  readonly machineArn: string;
  readonly name: string;
  readonly items: number;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly status: ChildStatus | 'RUNNING';
  readonly stopDate: number | undefined;
  readonly redriveCount: number;
  readonly ordinal: number;
}

export interface LocalMapRun {
  readonly arn: string;
  /** That started it, which may itself be a child. */
  readonly executionArn: string;
  readonly machineArn: string;
  readonly description: MapRunDescription;
  /** By index. */
  readonly children: readonly ListedChild[];
  /** How many there were before. */
  readonly ordinal: number;
  update(change: MapRunChange): void;
}

/** What a Map Run has around it. */
export interface Around {
  readonly root: LocalExecution;
  /** Milliseconds since the epoch, by the run's clock. */
  now(): number;
  /** Whether somebody may ask what a child did. */
  readonly keepsHistories: boolean;
}

export class MapRuns {
  private readonly byArn = new Map<string, KnownMapRun>();
  private readonly children = new Map<string, ChildRecord>();
  private characters = 0;
  private begun = 0;

  begin(run: RunningMapRun, around: Around): MapRunWatcher {
    const { mapRunArn } = run.describe();
    const earlier = this.byArn.get(mapRunArn);
    const known = new KnownMapRun(run, around, earlier, {
      began: (child) => {
        if (around.keepsHistories) this.children.set(child.executionArn, child);
      },
      ended: (child) => this.keep(child),
    });
    known.ordinal = earlier?.ordinal ?? this.begun++;
    this.byArn.delete(mapRunArn);
    this.byArn.set(mapRunArn, known);
    this.forgetOldest();
    return known;
  }

  /** An event of a child execution. */
  record(executionArn: string, event: HistoryEvent): void {
    this.children.get(executionArn)?.add(event);
  }

  find(arn: string): LocalMapRun | undefined {
    return this.byArn.get(arn);
  }

  /** Those that an execution has started, newest first. */
  of(executionArn: string): readonly LocalMapRun[] {
    return [...this.byArn.values()]
      .filter((run) => run.executionArn === executionArn)
      .sort((a, b) => b.ordinal - a.ordinal);
  }

  /** Undefined also where it ended before so many others that it can be described no longer. */
  child(arn: string): LocalExecution | undefined {
    return this.children.get(arn);
  }

  /** What is known still of the child executions of an execution, those of its children among them. */
  histories(root: LocalExecution): readonly SavedChild[] {
    return [...this.children.values()].flatMap((child) => (child.root === root ? child.saved : []));
  }

  private forgetOldest(): void {
    let listed = 0;
    for (const { children } of this.byArn.values()) listed += children.length;
    for (const [arn, oldest] of this.byArn) {
      if (this.byArn.size <= KEPT_RUNS && listed <= KEPT_CHILDREN) return;
      if (oldest.isRunning) continue;
      listed -= oldest.children.length;
      this.byArn.delete(arn);
    }
  }

  private keep(child: ChildRecord): void {
    if (this.children.get(child.executionArn) !== child) return;
    this.characters += child.weigh();
    for (const [arn, oldest] of this.children) {
      if (this.characters <= KEPT_CHARACTERS) break;
      if (oldest.status === 'RUNNING') continue;
      this.characters -= oldest.weight;
      this.children.delete(arn);
    }
  }
}

/** What becomes of a child, told to whoever keeps it. */
interface Keeper {
  began(child: ChildRecord): void;
  ended(child: ChildRecord): void;
}

class KnownMapRun implements LocalMapRun, MapRunWatcher {
  readonly arn: string;
  readonly executionArn: string;
  readonly machineArn: string;
  readonly children: ChildRecord[] = [];
  ordinal = 0;
  private readonly startDate: string;
  private readonly redriveDate: string | undefined;

  constructor(
    private readonly run: RunningMapRun,
    private readonly around: Around,
    private readonly earlier: KnownMapRun | undefined,
    private readonly keeper: Keeper,
  ) {
    const { mapRunArn, executionArn, startDate, redriveCount } = run.describe();
    this.arn = mapRunArn;
    this.executionArn = executionArn;
    this.machineArn = around.root.machineArn;
    this.startDate = earlier?.startDate ?? startDate;
    this.redriveDate = redriveCount > 0 ? startDate : undefined;
  }

  get description(): MapRunDescription {
    return {
      ...this.run.describe(),
      startDate: this.startDate,
      ...(this.redriveDate !== undefined && { redriveDate: this.redriveDate }),
    };
  }

  get isRunning(): boolean {
    return this.run.status === 'RUNNING';
  }

  update(change: MapRunChange): void {
    this.run.update(change);
  }

  childBegan(index: number, begun: BegunChild): void {
    const child = new ChildRecord(index, begun, this, this.around, this.earlier?.children[index]);
    this.children[index] = child;
    this.keeper.began(child);
  }

  childEnded(index: number, status: ChildStatus, stopDate: string): void {
    const child = this.children[index];
    if (!child) return;
    child.ended(status, Date.parse(stopDate));
    this.keeper.ended(child);
  }
}

/** A child execution. One for each item of a Map: it holds little unless its history is kept. */
class ChildRecord implements ListedChild, LocalExecution {
  readonly executionArn: string;
  readonly items: number;
  readonly startDate: number;
  redriveCount: number;
  weight = 0;
  private ownStatus: ChildStatus | undefined;
  private ownStop: number | undefined;
  private abort: (() => void) | undefined;
  private ownEvents: HistoryEvent[] | undefined;

  constructor(
    readonly ordinal: number,
    { executionArn, items, abort }: BegunChild,
    private readonly mapRun: KnownMapRun,
    private readonly around: Around,
    earlier: ChildRecord | undefined,
  ) {
    this.executionArn = executionArn;
    this.items = items;
    this.abort = abort;
    const same = earlier?.executionArn === executionArn ? earlier : undefined;
    this.startDate = same?.startDate ?? around.now();
    this.redriveCount = same?.redriveCount ?? 0;
    this.ownEvents = same?.ownEvents && [...same.ownEvents];
  }

  /** With a run that was stopped its children are aborted, and nobody is told of each. */
  get status(): ChildStatus | 'RUNNING' {
    return this.ownStatus ?? (this.mapRun.isRunning ? 'RUNNING' : 'ABORTED');
  }

  get stopDate(): number | undefined {
    if (this.ownStatus !== undefined || this.mapRun.isRunning) return this.ownStop;
    return Date.parse(this.mapRun.description.stopDate ?? '');
  }

  get root(): LocalExecution {
    return this.around.root;
  }

  get saved(): SavedChild {
    return { executionArn: this.executionArn, mapRunArn: this.mapRunArn, index: this.ordinal, events: this.events };
  }

  get mapRunArn(): string {
    return this.mapRun.arn;
  }

  get arn(): string {
    return this.executionArn;
  }

  get name(): string {
    return this.executionArn.split(':')[7] ?? '';
  }

  get id(): string {
    return this.executionArn.split(':')[8] ?? '';
  }

  /** `MACHINE/LABEL` */
  get machineName(): string {
    return machineArnParts(this.executionArn).name;
  }

  get machineArn(): string {
    return this.executionArn.replace(/:(?:execution|express):([^:]*):.*$/, ':stateMachine:$1');
  }

  get type(): 'STANDARD' | 'EXPRESS' {
    return this.executionArn.split(':')[5] === 'express' ? 'EXPRESS' : 'STANDARD';
  }

  get definition(): LocalExecution['definition'] {
    return this.around.root.definition;
  }

  get startedAs(): LocalExecution['startedAs'] {
    return this.around.root.startedAs;
  }

  get events(): readonly HistoryEvent[] {
    return this.ownEvents ?? [];
  }

  get input(): string {
    return this.events[0]?.executionStartedEventDetails?.input ?? '{}';
  }

  get end(): LocalExecution['end'] {
    const { status, stopDate } = this;
    return status === 'RUNNING' || stopDate === undefined
      ? undefined
      : { result: { status, ...this.outcome }, stopDate };
  }

  get result(): Promise<ExecutionResult> {
    return this.end ? Promise.resolve(this.end.result) : new Promise(() => undefined);
  }

  private get outcome(): Omit<ExecutionResult, 'status'> {
    const last = this.events.at(-1);
    return {
      ...(last?.executionSucceededEventDetails && { output: last.executionSucceededEventDetails.output }),
      ...(last?.executionFailedEventDetails ?? last?.executionTimedOutEventDetails),
    } satisfies Omit<ExecutionResult, 'status'>;
  }

  /** It ends without an error of its own, whatever is given. */
  stop(_details: ErrorDetails): void {
    this.abort?.();
  }

  add(event: HistoryEvent): void {
    const events = (this.ownEvents ??= []);
    // What goes on records the ends of something unfinished anew.
    while ((events.at(-1)?.id ?? 0) >= event.id) events.pop();
    events.push(event);
    if (event.type === 'ExecutionRedriven') this.redriveCount++;
  }

  ended(status: ChildStatus, stopDate: number): void {
    this.ownStatus = status;
    this.ownStop = stopDate;
    this.abort = undefined;
  }

  weigh(): number {
    return (this.weight = weightOf(this.events));
  }
}
