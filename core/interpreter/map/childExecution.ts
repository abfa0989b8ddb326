/**
 * A child execution of a Map Run: a history, a name and an end of its own. Sources: "Using Map state in Distributed
 * mode", "Actions, resources, and condition keys for AWS Step Functions" for the forms of its ARN.
 */
import type { Json, JsonObject } from '../../json';
import { isPromise, type MaybePromise } from '../../query';
import type { Execution } from '../execution';
import type { ExecutionResult, RunEvent } from '../historyEvent';
import { HistoryRecorder, MAXIMUM_EVENTS } from '../historyRecorder';
import type { Host } from '../host';
import { JsonData } from '../jsonData';
import type { Strand, Surrounding } from '../strand';
import type { EarlierChild } from '../resume/resumedMapRun';
import { Resumption } from '../resume/resumption';
import { runExecution } from '../runExecution';
import { ExecutionEnd } from '../stateFailure';
import type { Program } from '../step';
import type { TaskBeginnings } from '../taskBeginnings';
import type { State } from '../../model/machine';
import { statesArn } from '../../partition';

/** An express execution may run for five minutes (quotas page). */
const EXPRESS_MILLISECONDS = 300_000;

export type ExecutionType = 'STANDARD' | 'EXPRESS';

/** How a child execution went, as a ResultWriter tells it. */
export interface EndedChild {
  readonly name: string;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly startDate: string;
  readonly stopDate: string;
  readonly input: JsonData;
  readonly status: ExecutionResult['status'];
  readonly output?: JsonData;
  readonly error?: string;
  readonly cause?: string;
}

export interface ChildOptions {
  /** The strand of the Map state. */
  readonly strand: Strand;
  readonly state: State;
  readonly program: Program;
  /** `MACHINE/LABEL`. */
  readonly machineName: string;
  readonly type: ExecutionType;
  readonly index: number;
  readonly input: Json;
  readonly earlier?: EarlierChild | undefined;
  /** What its failure comes to. */
  readonly around: Surrounding;
  /** Where somebody is told. */
  readonly began?: (executionArn: string, abort: () => void) => void;
}

export interface StartedChild {
  readonly ended: MaybePromise<EndedChild>;
  /** Too many others have failed: it ends here, if it has not yet. */
  abort(): void;
}

export function startChild(options: ChildOptions): StartedChild {
  const { strand, state, index, earlier } = options;
  if (earlier?.ended) {
    const abort = (): void => undefined;
    options.began?.(earlier.executionArn, abort);
    return { ended: earlier.ended, abort };
  }
  const execution = new ChildExecution(options);
  const abort = (): void => execution.finish(new ExecutionEnd('ABORTED'));
  options.began?.(execution.arn, abort);
  const input = earlier?.input ?? new JsonData(options.input);
  const startDate = String(execution.executionContext.StartTime);
  const result = runExecution({
    execution,
    program: options.program,
    input,
    roleArn: String(strand.execution.executionContext.RoleArn ?? ''),
    parent: strand,
    strand: {
      id: `${strand.id}/${state.path}#${strand.retryCount}:${index}`,
      iterations: [...strand.iterations, index],
      depth: strand.depth + 1,
      around: options.around,
    },
  });
  const ended = ({ status, error, cause, output }: ExecutionResult): EndedChild => ({
    name: execution.executionName,
    executionArn: execution.arn,
    stateMachineArn: String(execution.machineContext.Id),
    startDate,
    stopDate: execution.history.timestamp(),
    input,
    status,
    ...(status === 'SUCCEEDED' && { output: execution.root?.data ?? new JsonData(null, output) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  });
  if (!isPromise(result)) return { ended: ended(result), abort };
  const inTime = options.type === 'EXPRESS' ? withTimeLimit(execution, result) : result;
  return { ended: inTime.then(ended), abort };
}

/** Why a timer is cleared. Made once: an error with a stack costs as much as many states. */
const OVER = new Error('The child execution is over.');

/** Only what waits can run out of time. */
async function withTimeLimit(execution: ChildExecution, result: Promise<ExecutionResult>): Promise<ExecutionResult> {
  const timer = new AbortController();
  // Only a cleared timer rejects, and then nobody waits for it.
  execution.host.sleep(EXPRESS_MILLISECONDS, timer.signal).then(
    () => execution.finish(new ExecutionEnd('TIMED_OUT', { error: 'States.Timeout' })),
    () => undefined,
  );
  try {
    return await result;
  } finally {
    timer.abort(OVER);
  }
}

class ChildExecution implements Execution {
  readonly host: Host;
  readonly history: HistoryRecorder;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly region: string;
  readonly accountId: string;
  readonly executionName: string;
  readonly stateMachineName: string;
  readonly executionContext: JsonObject;
  readonly machineContext: JsonObject;
  readonly arn: string;
  readonly resumed: Resumption | undefined;
  readonly beginnings: TaskBeginnings;
  root: Strand | undefined = undefined;
  private readonly parent: Execution;
  private ownEnd: ExecutionEnd | undefined = undefined;

  constructor({ strand, machineName, type, input, earlier }: ChildOptions) {
    const parent = strand.execution;
    const { host, region, accountId } = parent;
    this.parent = parent;
    this.host = host;
    this.random = parent.random;
    this.uuid = parent.uuid;
    this.beginnings = parent.beginnings;
    this.region = region;
    this.accountId = accountId;
    this.stateMachineName = machineName;
    this.executionName = earlier?.name ?? host.uuid();
    const arn = earlier?.executionArn ?? this.arnOf(type);
    this.arn = arn;
    this.resumed = earlier?.checkpoint && new Resumption(earlier.checkpoint);
    this.history = new HistoryRecorder(
      { now: () => host.now(), emit: (event) => host.emit(ofChild(event, arn)) },
      type === 'EXPRESS' ? Number.POSITIVE_INFINITY : MAXIMUM_EVENTS,
    );
    this.executionContext = {
      Id: arn,
      Input: earlier?.input.value ?? input,
      StartTime: earlier?.checkpoint?.startTime ?? this.history.timestamp(),
      Name: this.executionName,
      RoleArn: parent.executionContext.RoleArn ?? '',
      RedriveCount: 0,
      ...this.resumed?.redriveContext(this.history),
    };
    this.machineContext = { Id: statesArn(region, accountId, 'stateMachine', machineName), Name: machineName };
  }

  private arnOf(type: ExecutionType): string {
    const { region, accountId, stateMachineName: machine, executionName: name, host } = this;
    return type === 'EXPRESS'
      ? statesArn(region, accountId, 'express', `${machine}:${name}:${host.uuid()}`)
      : statesArn(region, accountId, 'execution', `${machine}:${name}`);
  }

  /** A child ends with its parent, and is then aborted, however the parent ended. */
  get end(): ExecutionEnd | undefined {
    if (this.parent.end) this.ownEnd ??= new ExecutionEnd('ABORTED');
    return this.ownEnd;
  }

  set end(end: ExecutionEnd | undefined) {
    this.ownEnd = end;
  }

  /** A child began after its parent, and cannot run longer. */
  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return this.parent.sleep(ms, signal);
  }

  /** The children's work is the parent's: they run one after the other where none waits. */
  get workSincePause(): number {
    return this.parent.workSincePause;
  }

  set workSincePause(work: number) {
    this.parent.workSincePause = work;
  }

  finish(end: ExecutionEnd): void {
    if (this.end) return;
    this.end = end;
    this.root?.cancel(end);
  }
}

/** Events of a child stand in a history of its own; notes have none. */
function ofChild(event: RunEvent, executionArn: string): RunEvent {
  if (event.kind !== 'history') return event;
  return { kind: 'childHistory', executionArn, event: event.event, envelope: event.envelope };
}
