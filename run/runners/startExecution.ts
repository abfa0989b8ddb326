import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { ExecutionResult } from '../../core/interpreter/historyEvent';
import type { Json, JsonObject } from '../../core/json';
import { isJsonObject } from '../../core/json';
import { LOCAL_ACCOUNT, LOCAL_REGION, localStateMachineArn } from '../../core/template';
import { findMachine } from '../../project';
import type { RunServices, TaskRunner } from '../run';
import { sdkMetadata } from '../sdkMetadata';
import { ask } from './ask';

/** `arn:aws:states:::states:startExecution`, `.sync`, `.sync:2` and `.waitForTaskToken`: a machine of the same project. */
export const startExecutionRunner: TaskRunner = {
  name: 'states:startExecution',
  run(call, run, signal) {
    if (call.kind !== 'integration' || call.service !== 'states' || call.action !== 'startExecution') return undefined;
    const { StateMachineArn: arn } = isJsonObject(call.input) ? call.input : {};
    if (typeof arn !== 'string') return undefined;
    return start(arn, call, run, signal);
  },
};

async function start(arn: string, call: TaskCall, run: RunServices, signal: AbortSignal): Promise<TaskOutcome> {
  const { Input: input = {}, Name: given } = call.input as JsonObject;
  const machine = findMachine(run.project, arn);
  if (!machine) {
    const names = run.project.machines.map((known) => known.name).join(', ') || 'none';
    return {
      type: 'failure',
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause: `State Machine Does Not Exist: '${arn}'. The state machines of ${run.project.root} are: ${names}.`,
    };
  }
  const name = typeof given === 'string' ? given : run.uuid();
  const inputText = typeof input === 'string' ? input : JSON.stringify(input);
  const execution: Execution = {
    arn: `arn:aws:states:${LOCAL_REGION}:${LOCAL_ACCOUNT}:execution:${machine.name}:${name}`,
    machineArn: localStateMachineArn(machine.name),
    name,
    input: inputText,
    startDate: run.now(),
  };
  const started: Json = {
    ExecutionArn: execution.arn,
    ...sdkMetadata(run, { contentType: 'application/x-amz-json-1.0', length: 0 }),
    StartDate: execution.startDate,
  };
  const { pattern } = call;
  if (pattern === 'sync' || pattern === 'sync:2') {
    call.submitted(started);
    const result = await run.runNested(machine, inputText, signal, call, name);
    return outcomeOf(execution, result, run.now(), pattern);
  }
  run.background(run.runNested(machine, inputText, run.signal, call, name));
  if (pattern !== 'waitForTaskToken') return { type: 'success', output: started };
  call.submitted(started);
  return ask(call, run, signal);
}

interface Execution {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly input: string;
  readonly startDate: number;
}

/** DescribeExecution's answer; `.sync:2` gives input and output parsed, `.sync` as text. Shape: recorded. */
function outcomeOf(
  execution: Execution,
  result: ExecutionResult,
  stopDate: number,
  pattern: 'sync' | 'sync:2',
): TaskOutcome {
  const data = (text: string): Json => (pattern === 'sync:2' ? (JSON.parse(text) as Json) : text);
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
    StopDate: stopDate,
  };
  if (isDone) return { type: 'success', output: description };
  return { type: 'failure', error: 'States.TaskFailed', cause: JSON.stringify(description) };
}

const REDRIVE: JsonObject = {
  RedriveCount: 0,
  RedriveStatus: 'NOT_REDRIVABLE',
  RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
};
