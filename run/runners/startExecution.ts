import { errorNamesOf } from '../../core/catalog/integrations';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { ExecutionResult } from '../../core/interpreter/historyEvent';
import type { Json, JsonObject } from '../../core/json';
import { jsonText, jsonValue } from '../../core/jsonText';
import { isJsonObject } from '../../core/json';
import type { RunServices, TaskRunner } from '../run';
import { sdkMetadata } from '../sdkMetadata';
import { apiError, type ApiError } from '../stepFunctions/apiError';
import { standardArn, type LocalExecution } from '../stepFunctions/executions';
import { checkName } from '../stepFunctions/parameters';
import { startable } from '../stepFunctions/runnable';
import { handOut, newToken, waitForToken, type Submission } from '../waitForToken';

/** `arn:aws:states:::states:startExecution`, `.sync`, `.sync:2` and `.waitForTaskToken`: a machine of the same project. */
export const startExecutionRunner: TaskRunner = {
  name: 'states:startExecution',
  run(call, run) {
    if (call.kind !== 'integration' || call.service !== 'states' || call.action !== 'startExecution') return undefined;
    const { StateMachineArn: arn } = isJsonObject(call.input) ? call.input : {};
    if (typeof arn !== 'string') return undefined;
    // A machine that the project has not may be another's: whoever answers such calls is asked first.
    if (run.ask && !startable(arn, run.stepFunctions, run.stack)) return undefined;
    const { pattern } = call;
    if (pattern === 'sync' || pattern === 'sync:2') return startAndWait(arn, call, run, pattern);
    const submit = (): Submission => {
      // It goes on without its task, and the run ends when it has.
      const execution = start(arn, call, run, run.signal);
      return 'arn' in execution ? { output: started(execution, run) } : execution;
    };
    if (pattern === 'waitForTaskToken') return waitForToken(call, run, submit);
    const submission = submit();
    return Promise.resolve('type' in submission ? submission : { type: 'success', output: submission.output });
  },
};

type Failure = Extract<TaskOutcome, { type: 'failure' }>;

async function startAndWait(
  arn: string,
  call: TaskCall,
  run: RunServices,
  pattern: 'sync' | 'sync:2',
): Promise<TaskOutcome> {
  // Stopping or timing out the task stops the execution; answering the task's token does not (recorded).
  const link = new AbortController();
  const unlinkTask = follow(call.signal, link);
  const unlinkRun = follow(run.signal, link);
  const execution = start(arn, call, run, link.signal);
  if (!('arn' in execution)) {
    unlinkTask();
    unlinkRun();
    return execution;
  }
  void execution.result.then(unlinkRun);
  // A `.sync` task has a token too, and whoever answers it ends the task (recorded).
  const pending = handOut(call, run, call.taskToken ?? newToken(run));
  try {
    call.submitted(started(execution, run));
    const ended = execution.result.then((result) => outcomeOf(execution, result, pattern));
    return await Promise.race([ended, pending.answered]);
  } finally {
    unlinkTask();
    pending.close();
  }
}

/** Aborts a controller with a signal. @returns lets go of it */
function follow(signal: AbortSignal, controller: AbortController): () => void {
  const abort = (): void => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}

/**
 * Begins the execution, or finds it where one of that name and input runs already; else the failure of the task. A task may wait
 * for an Express execution too. Source: Step Functions Developer Guide, "Selective checkpointing".
 */
function start(arn: string, call: TaskCall, run: RunServices, signal: AbortSignal): LocalExecution | Failure {
  const { Input: given, Name: wanted } = call.input as JsonObject;
  const found = startable(arn, run.stepFunctions, run.stack);
  if (!found) {
    const names = run.project.machines.map((known) => known.name).join(', ') || 'none';
    const hint = ` State machines in ${run.project.root}: ${names}.`;
    return failure(apiError.stateMachineDoesNotExist(arn), run, hint);
  }
  const { machine, startedAs } = found;
  const name = typeof wanted === 'string' ? wanted : run.uuid();
  const wrong = checkName(name);
  if (wrong) return failure(wrong, run);
  // An input of null counts as none (recorded).
  const input = given == null ? '{}' : typeof given === 'string' ? given : jsonText(given);
  if (machine.type === 'STANDARD') {
    const own = standardArn(machine, name, run.project);
    const known = run.stepFunctions.executions.find(own);
    if (known?.status === 'RUNNING' && known.input === input) {
      if (!call.pattern?.startsWith('sync') || !isAround(known, run.execution)) return known;
      const cause = `State "${call.state.name}" would wait for ${own}, which is waiting for it: give each execution its own Name.`;
      return { type: 'failure', error: 'States.Runtime', cause };
    }
    if (known) return failure(apiError.executionAlreadyExists(own), run);
  }
  const begun = run.launch(machine, { input, name, signal, startedBy: call, startedAs });
  return 'problem' in begun ? { type: 'failure', error: 'States.Runtime', cause: begun.problem } : begun;
}

/** Whether one execution is the other, or waits for it. */
function isAround(outer: LocalExecution, inner: LocalExecution): boolean {
  for (let each: LocalExecution | undefined = inner; each; each = each.parent) if (each === outer) return true;
  return false;
}

const ERRORS = errorNamesOf('states')!;

/** An error of the service as its integration gives it. Words: recorded. */
function failure({ code, message }: ApiError, run: RunServices, hint = ''): Failure {
  const { prefix, service } = ERRORS;
  const facts = `Service: ${service}; Status Code: 400; Error Code: ${code}; Request ID: ${run.uuid()}; Proxy: null`;
  return { type: 'failure', error: `${prefix}.${code}Exception`, cause: `${message} (${facts})${hint}` };
}

function started({ arn, startDate }: LocalExecution, run: RunServices): Json {
  const body = { executionArn: arn, startDate: startDate / 1000 };
  return {
    ExecutionArn: arn,
    ...sdkMetadata(run, { contentType: 'application/x-amz-json-1.0', length: jsonText(body).length }),
    StartDate: startDate,
  };
}

/** DescribeExecution's answer; `.sync:2` gives input and output parsed, `.sync` as text. Shape: recorded. */
function outcomeOf(execution: LocalExecution, result: ExecutionResult, pattern: 'sync' | 'sync:2'): TaskOutcome {
  const data = (text: string): Json => (pattern === 'sync:2' ? jsonValue(text) : text);
  const isDone = result.status === 'SUCCEEDED';
  const description: JsonObject = {
    ...(isDone || result.cause === undefined ? {} : { Cause: result.cause }),
    ...(isDone || result.error === undefined ? {} : { Error: result.error }),
    ExecutionArn: execution.arn,
    Input: isDone ? data(execution.input) : execution.input,
    InputDetails: { Included: true },
    Name: execution.name,
    ...(isDone ? { Output: data(result.output ?? 'null'), OutputDetails: { Included: true } } : {}),
    ...(isDone ? REDRIVE : {}),
    StartDate: execution.startDate,
    StateMachineArn: execution.machineArn,
    Status: result.status,
    StopDate: execution.stopDate ?? execution.startDate,
  };
  if (isDone) return { type: 'success', output: description };
  return { type: 'failure', error: 'States.TaskFailed', cause: jsonText(description) };
}

const REDRIVE: JsonObject = {
  RedriveCount: 0,
  RedriveStatus: 'NOT_REDRIVABLE',
  RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
};
