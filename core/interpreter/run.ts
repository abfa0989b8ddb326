/** The interpreter's door. */
import type { Json, JsonObject } from '../json';
import { doubleOf, isNumber } from '../jsonNumber';
import { jsonValue } from '../jsonText';
import type { Machine } from '../model/machine';
import type { Execution } from './execution';
import type { ErrorDetails, ExecutionResult } from './historyEvent';
import { HistoryRecorder, MAXIMUM_EVENTS } from './historyRecorder';
import type { Host } from './host';
import { JsonData } from './jsonData';
import { programOf } from './programs';
import { Resumption } from './resume/resumption';
import type { Checkpoint } from './resume/strandPoint';
import { runExecution } from './runExecution';
import { ExecutionEnd } from './stateFailure';
import { TaskBeginnings } from './taskBeginnings';
import { partitionOf, statesArn } from '../partition';

export interface RunOptions {
  /** The execution's input as text: AWS echoes it unchanged until a state transforms it. */
  readonly input: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly executionName?: string;
  readonly executionArn?: string;
  readonly stateMachineName?: string;
  readonly stateMachineArn?: string;
  readonly roleArn?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** Started with StartSyncExecution (express): the context object then has no RedriveCount (recorded). */
  readonly synchronous?: boolean;
  /** Goes on from here: {@link input} is then the checkpoint's. */
  readonly resume?: Checkpoint;
  /** Stops the run: status ABORTED. A reason of the form `{error, cause}` stands in the last event, as StopExecution's does. */
  readonly signal?: AbortSignal;
}

/** Why a timer is cleared. Made once: an error with a stack costs as much as many states. */
const OVER = new Error('The execution is over.');

/** An express execution may run for five minutes (quotas page). */
const EXPRESS_SECONDS = 300;

/**
 * Any other for a year (quotas page): times beyond all calendars need not be told. A leap year, so that a wait of a year
 * among other states comes to its end.
 */
const LONGEST_MILLISECONDS = 31_622_400_000;

/** Runs a machine to its end. Never rejects for a user's mistake. */
export async function runMachine(machine: Machine, host: Host, options: RunOptions): Promise<ExecutionResult> {
  const parsed = parseInput(options.input);
  if (!parsed) {
    return { status: 'FAILED', error: 'InvalidExecutionInput', cause: 'The input is not valid JSON.' };
  }
  const execution = createExecution(host, options, parsed.value);
  const end = (reason: ExecutionEnd): void => endAt(execution, reason);
  const abort = (): void => end(new ExecutionEnd('ABORTED', stopDetails(options.signal?.reason)));
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort, { once: true });
  const limit = timeLimit(machine, options);
  const timer = limit === undefined ? undefined : new AbortController();
  if (limit !== undefined && timer) {
    // The status alone says it; only the answer of a synchronous express execution names the error (API reference).
    // Only a cleared timer rejects, and then nobody waits for it.
    host.sleep(Math.min(limit * 1000, LONGEST_MILLISECONDS) - elapsed(host, options.resume), timer.signal).then(
      () => end(new ExecutionEnd('TIMED_OUT', options.type === 'EXPRESS' ? { error: 'States.Timeout' } : {})),
      () => undefined,
    );
  }
  try {
    return await runExecution({
      execution,
      program: programOf(machine, host.watches !== undefined),
      input: new JsonData(parsed.value, options.input),
      roleArn: String(execution.executionContext.RoleArn),
    });
  } finally {
    timer?.abort(OVER);
    options.signal?.removeEventListener('abort', abort);
  }
}

function endAt(execution: Execution, reason: ExecutionEnd): void {
  if (execution.end) return;
  execution.end = reason;
  execution.root?.cancel(reason);
}

/** Of its time limit an execution that goes on has used up some; a redrive begins with all of it (guide). */
function elapsed(host: Host, resume: Checkpoint | undefined): number {
  if (!resume || resume.redrive) return 0;
  return host.now() - Date.parse(resume.redriveTime ?? resume.startTime);
}

/** Error and cause of a stop, where the reason gives any. */
function stopDetails(reason: unknown): ErrorDetails {
  if (typeof reason !== 'object' || reason === null || reason instanceof Error) return {};
  const { error, cause } = reason as { error?: unknown; cause?: unknown };
  return { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) };
}

function timeLimit(machine: Machine, options: RunOptions): number | undefined {
  const { TimeoutSeconds: seconds } = machine.definition;
  const own = isNumber(seconds) ? doubleOf(seconds) : undefined;
  return options.type === 'EXPRESS' ? Math.min(own ?? EXPRESS_SECONDS, EXPRESS_SECONDS) : own;
}

function parseInput(text: string): { value: Json } | undefined {
  try {
    return { value: jsonValue(text) };
  } catch {
    return undefined;
  }
}

function createExecution(host: Host, options: RunOptions, input: Json): Execution {
  const { resume } = options;
  const resumed = resume && new Resumption(resume);
  const region = options.region ?? 'us-east-1';
  const accountId = options.accountId ?? '123456789012';
  const stateMachineName = options.stateMachineName ?? 'StateMachine';
  const executionName = options.executionName ?? host.uuid();
  const { partition } = partitionOf(region);
  const arn = (kind: string, name: string): string => statesArn(region, accountId, kind, name);
  const history = new HistoryRecorder(
    host,
    options.type === 'EXPRESS' || host.limits === 'off' ? Number.POSITIVE_INFINITY : MAXIMUM_EVENTS,
  );
  const executionContext: JsonObject = {
    Id: options.executionArn ?? arn('execution', `${stateMachineName}:${executionName}`),
    Input: input,
    StartTime: resume?.startTime ?? history.timestamp(),
    Name: executionName,
    RoleArn: options.roleArn ?? `arn:${partition}:iam::${accountId}:role/StepFunctionsRole`,
    ...(!options.synchronous && { RedriveCount: 0 }),
    ...resumed?.redriveContext(history),
  };
  const latest = host.now() + LONGEST_MILLISECONDS;
  const execution: Execution = {
    host,
    history,
    random: () => host.random(),
    uuid: () => host.uuid(),
    region,
    accountId,
    executionName,
    stateMachineName,
    executionContext,
    machineContext: { Id: options.stateMachineArn ?? arn('stateMachine', stateMachineName), Name: stateMachineName },
    end: undefined,
    root: undefined,
    resumed,
    sleep(ms, signal) {
      const left = latest - host.now();
      if (ms <= left) return host.sleep(ms, signal);
      return host.sleep(left, signal).then(() => endAt(execution, new ExecutionEnd('TIMED_OUT')));
    },
    workSincePause: 0,
    beginnings: new TaskBeginnings(),
  };
  return execution;
}
