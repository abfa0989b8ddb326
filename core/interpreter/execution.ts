/** What all strands of one execution share. */
import type { JsonObject } from '../json';
import type { Host } from './host';
import type { Strand } from './strand';
import type { HistoryRecorder } from './historyRecorder';
import type { Resumption } from './resume/resumption';
import type { ExecutionEnd } from './stateFailure';
import type { TaskBeginnings } from './taskBeginnings';

export interface Execution {
  readonly host: Host;
  readonly history: HistoryRecorder;
  /** The host's chance and ids, free of their owner: expressions call them bare. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly region: string;
  readonly accountId: string;
  readonly executionName: string;
  readonly stateMachineName: string;
  /** `Execution` and `StateMachine` of the context object. */
  readonly executionContext: JsonObject;
  readonly machineContext: JsonObject;
  /** Set once the execution ends past its states: nothing may be recorded by its strands any more. */
  end: ExecutionEnd | undefined;
  /** What was done before, where this run goes on with an earlier one. */
  readonly resumed?: Resumption | undefined;
  /** Lets time pass, as the host does. The execution ends where that would be longer than any may run. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** How many states have run: see `runStrand`. */
  workSincePause: number;
  /** Its tasks that may have begun, and those of its child executions. */
  readonly beginnings: TaskBeginnings;
  /** The main strand. */
  root: Strand | undefined;
}
