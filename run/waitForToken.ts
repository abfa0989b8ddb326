/** Tasks that end when somebody answers their token: `.waitForTaskToken`, activities, and `.sync` where it comes first. */
import type { TaskCall, TaskOutcome } from '../core/interpreter/host';
import type { Json } from '../core/json';
import { questionOf } from './question';
import type { RunServices } from './run';
import type { PendingTask } from './stepFunctions/pendingTasks';

/** What the service answered to the request that carries the token; or what ends the task without it. */
export type Submission = { readonly output: Json } | TaskOutcome;

/**
 * Hands the token out, makes the request that carries it, and waits.
 * The token counts from the first moment: a handler may answer it before it returns. That answer ends the task once
 * the request has been taken, so that the history tells of it in order; of a request that then fails nothing is told.
 */
export async function waitForToken(
  call: TaskCall,
  run: RunServices,
  submit: () => Submission | Promise<Submission>,
): Promise<TaskOutcome> {
  const pending = handOut(call, run, call.taskToken ?? newToken(run));
  try {
    const submitted = await submit();
    if ('type' in submitted) return pending.answer ?? submitted;
    call.submitted(submitted.output);
    return (await inferredFor(pending, call, run)) ?? (await answerTo(pending, call, run));
  } finally {
    pending.close();
  }
}

/** Where answers are inferred, nobody is waited for that has not answered yet. */
async function inferredFor(pending: PendingTask, call: TaskCall, run: RunServices): Promise<TaskOutcome | undefined> {
  if (pending.answer) return pending.answer;
  const inferred = await run.inferAnswer?.(questionOf(call, run.machineName));
  return pending.answer ?? inferred;
}

/** The request's answer; of a `.waitForTaskToken` task that of its token. */
export async function submitOrWait(
  call: TaskCall,
  run: RunServices,
  submit: () => Promise<Submission>,
): Promise<TaskOutcome> {
  if (call.pattern === 'waitForTaskToken') return waitForToken(call, run, submit);
  const submission = await submit();
  return 'type' in submission ? submission : { type: 'success', output: submission.output };
}

export function handOut(call: TaskCall, run: RunServices, token: string): PendingTask {
  return run.stepFunctions.tasks.add({
    token,
    machine: run.machineName,
    state: call.state.name,
    resource: call.resource,
    input: call.input,
    heartbeat: () => call.heartbeat(),
  });
}

/** In the form of the tokens that `.waitForTaskToken` tasks have. */
export function newToken(run: Pick<RunServices, 'uuid'>): string {
  return `${run.uuid()}${run.uuid()}`.replaceAll('-', '');
}

/** The first answer, from wherever it comes. A person is told of the wait, and holds virtual time while asked. */
export async function answerTo(pending: PendingTask, call: TaskCall, run: RunServices): Promise<TaskOutcome> {
  if (pending.answer) return pending.answer;
  const over = new AbortController();
  const { timeoutSeconds, heartbeatSeconds } = call;
  const { token, machine, state, resource, input } = pending;
  const told = run.waits?.(
    { token, machine, state, resource, input, kind: call.kind, timeoutSeconds, heartbeatSeconds },
    over.signal,
  );
  if (told) void run.whileBusy(told);
  try {
    return await Promise.race([pending.answered, whenAborted(call.signal)]);
  } finally {
    over.abort();
  }
}

/** What a task that is over anyway is given: nobody looks at it. */
function whenAborted(signal: AbortSignal): Promise<TaskOutcome> {
  const outcome: TaskOutcome = { type: 'failure', error: 'States.Timeout', stage: 'timeout' };
  return new Promise((resolve) => {
    if (signal.aborted) resolve(outcome);
    signal.addEventListener('abort', () => resolve(outcome), { once: true });
  });
}
