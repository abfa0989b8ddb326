/**
 * What the interpreter is handed from outside: time, chance, tasks, cancellation, and (for a debugger)
 * the right to wait before a step. The interpreter itself touches no clock, network, disk or randomness.
 */
import type { Json } from '../json';
import type { State } from '../model/machine';
import type { MaybePromise } from '../query';
import type { CalledService, ErrorDetails, FailureFacts, RunEvent, Variables } from './historyEvent';
import type { MapRunWatcher, RunningMapRun } from './runningMapRun';

export interface Host {
  /** Milliseconds since the epoch. */
  now(): number;
  /** In [0, 1); deterministic under a seed. */
  random(): number;
  uuid(): string;
  /** Resolves after `ms` of the host's time; rejects with the signal's reason when aborted. A virtual clock resolves in order of due time. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Resolves after other work (a stop request, say) had its turn; a long evaluation calls it now and then. */
  giveWay?(): Promise<void>;
  /** What the service would refuse of the arguments that a state gives, before its call is scheduled, in AWS's words. */
  argumentFaults?(call: Pick<TaskCall, 'state' | 'resource' | 'input'>): readonly string[];
  /** Whether the activity that a state names is there. Absent: each is. */
  hasActivity?(call: Pick<TaskCall, 'state' | 'resource'>): boolean;
  /**
   * One attempt of a task. Must never reject for a user's mistake: that is an outcome. What is known already comes at once
   * where the call {@link TaskCall.isAlone}; else it comes later, so that what runs beside has its turn in between.
   */
  runTask(call: TaskCall): MaybePromise<TaskOutcome>;
  /**
   * Fetches what an ItemReader asks for: of `s3:getObject` the file's text, bytes or pieces (not compressed), of
   * `s3:listObjectsV2` the array of objects. Absent: fails with States.ItemReaderFailed.
   */
  readItems?(call: ItemReaderCall, signal: AbortSignal): Promise<ItemReaderOutcome>;
  /** Decompresses a page of a Parquet file to exactly `length` bytes; throws where it holds more. Absent: it is refused. */
  brotli?(bytes: Uint8Array, length: number): Uint8Array;
  /** Writes the files of a ResultWriter; absent: nothing is written, and the run goes on as if it were. */
  writeResults?(call: ResultWriterCall, signal: AbortSignal): Promise<TaskOutcome>;
  /** A Map Run begins, or goes on. @returns who is told of its child executions */
  mapRunBegan?(run: RunningMapRun): MapRunWatcher | undefined;
  /** Receives every event in order, synchronously. */
  emit(event: RunEvent): void;
  /** `off`: the quotas of data and events do not count, so that benchmarks can go beyond them. */
  readonly limits?: 'off';
  /** Called before and after each step where present; the debugger waits here. Undefined: no await at all. */
  pause?(point: PausePoint): Promise<void> | undefined;
  /**
   * The parts of a state, by `partKey`, before which {@link pause} is to be called too; asked as each is reached, so that
   * they may change while the machine runs. Absent: no part is announced, and none costs anything.
   */
  watches?(state: State): ReadonlySet<string> | undefined;
}

/** A task attempt as it leaves the interpreter. To be read, not copied: some of it is made when it is asked for. */
export interface TaskCall {
  readonly state: State;
  /** As written, placeholders included, such as `arn:aws:states:::lambda:invoke.waitForTaskToken`. */
  readonly resource: string;
  readonly kind: 'lambda' | 'activity' | 'integration';
  /** Parsed from the resource for integrations: `lambda`, `invoke`, and the pattern. */
  readonly service?: string | undefined;
  readonly action?: string | undefined;
  readonly pattern?: 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken' | undefined;
  /** The evaluated Parameters, Arguments, or the effective input. */
  readonly input: Json;
  readonly taskToken?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly heartbeatSeconds?: number | undefined;
  readonly credentials?: Json | undefined;
  /** 0 for the first attempt. */
  readonly attempt: number;
  readonly strand: string;
  readonly iterations: readonly number[];
  /** Nothing else of its execution is under way. */
  readonly isAlone: boolean;
  /** Aborted when nobody waits for the outcome any more: the attempt timed out, or its strand was stopped. */
  readonly signal: AbortSignal;
  /** For runners that report what they do while they do it. */
  log(stream: 'stdout' | 'stderr' | 'info', text: string): void;
  /** The handler that works for the task has called a service. */
  calledService(call: CalledService): void;
  /**
   * The work has begun: records the Started event, for an activity with the worker's name. A runner that never
   * says so has begun at once, unless its outcome's stage says otherwise.
   */
  started(workerName?: string): void;
  /** `.sync` and `.waitForTaskToken`: the service took the request; `output` is its answer. Records TaskSubmitted. */
  submitted(output: Json): void;
  /** Resets the heartbeat timer. */
  heartbeat(): void;
}

/** The reason of a {@link TaskCall.signal} where the attempt's time was up. */
export class TaskTimedOut extends Error {
  constructor() {
    super('The task timed out.');
  }
}

export type TaskOutcome =
  | {
      readonly type: 'success';
      readonly output: Json;
      /** The exact text, where spelling matters. */ readonly outputText?: string;
      /** Nothing has answered: it was inferred from what the machine reads. */
      readonly inferred?: true;
    }
  | ({
      readonly type: 'failure';
      /** Which event AWS records: the task ran and failed (default), or could not be scheduled, started or submitted. */
      readonly stage?: 'schedule' | 'start' | 'submit' | 'run' | 'timeout';
      /** Neither retried nor caught: the run cannot go on, as where nobody answers for a service. */
      readonly terminal?: boolean;
      /** With stage `timeout`: a heartbeat was missed. */
      readonly heartbeat?: boolean;
      readonly facts?: FailureFacts;
    } & ErrorDetails);

/** Bytes are what only an ItemReader's file may be, at once or as they are asked for. */
export type ItemReaderOutcome =
  | { readonly type: 'success'; readonly output: Json | Uint8Array | ItemFile }
  | Extract<TaskOutcome, { type: 'failure' }>;

/** A file that is read no further than somebody asks for. */
export interface ItemFile {
  /** From its beginning. An error that it throws has for its message the sentence that says why it cannot be read. */
  pieces(): AsyncIterable<Uint8Array>;
}

export interface ItemReaderCall {
  readonly state: State;
  readonly resource: string;
  readonly input: Json;
  readonly readerConfig: Json;
}

export interface ResultWriterCall {
  readonly state: State;
  readonly bucket: string;
  /** A file is its pieces one after the other: all of it may be more than one text can hold. */
  readonly files: readonly { readonly key: string; readonly pieces: readonly string[] }[];
}

/** The names and indexes that lead from a state's object to a part of it: `['Choices', 0, 'Condition']`. */
export type PartPath = readonly (string | number)[];

/**
 * What becomes of an error, here or in a state around: a Map that tolerates it has caught it. `terminal`: whatever they say,
 * it is neither retried nor caught.
 */
export type ErrorFate = 'retried' | 'caught' | 'uncaught' | 'terminal';

/**
 * A place where a debugger may stop. `data` is live: what the debugger assigns to `input` (before, and at an
 * error), `output` (after) or `variables` is what the machine goes on with; so are `reads` where they are read again.
 */
export interface PausePoint {
  readonly when: 'enter' | 'exit' | 'error' | 'evaluate';
  readonly state: State;
  readonly strand: string;
  readonly iterations: readonly number[];
  readonly attempt: number;
  readonly data: {
    input: Json;
    output?: Json;
    readonly variables: Variables;
    readonly context: Json;
    readonly stages: { [stage: string]: Json };
    /** At `exit`: the variables that the state is about to assign. */
    readonly assigned?: Variables;
  };
  /** At `exit`: the part whose Assign and Output made what the state leaves behind, such as a rule or a catcher. */
  readonly closing?: PartPath;
  /** At `evaluate`: the part of the state that is evaluated next. */
  readonly part?: PartPath;
  /** At `evaluate`: `input` is what `$` and `$states.input` mean in the part; what else `$states` holds there. */
  readonly reads?: { input: Json; result?: Json; readonly errorOutput?: Json };
  /** At `evaluate`: the part is evaluated with what `reads` holds then; absent: it holds no expression, or reads none of it. */
  readonly rereads?: true;
  /** At `error`, and before its retrier or catcher is taken. */
  readonly error?: ErrorDetails;
  /** At `error`. */
  readonly fate?: ErrorFate;
  /** Depth of nesting: 0 in the machine itself, +1 per Parallel or Map around. */
  readonly depth: number;
}
