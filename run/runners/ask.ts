import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { originOf } from '../consent/origin';
import { questionOf } from '../question';
import type { Obstacle, RunServices, TaskRunner } from '../run';
import { submittedSample } from '../submittedSample';
import { handOut, newToken } from '../waitForToken';
import { callService, serviceOf } from './callService';
import { senderOf } from './senders';
import { unanswered } from './unanswered';

/** Asks the person for the answer of a call to another service. */
export const askRunner: TaskRunner = {
  name: 'ask',
  run(call, run) {
    if (!run.ask) return undefined;
    return askInstead(call, run);
  },
};

/** @param obstacle why the call is not really made */
export function askInstead(call: TaskCall, run: RunServices, obstacle: Obstacle = {}): Promise<TaskOutcome> {
  const mayWait = run.ask !== undefined && call.pattern === 'waitForTaskToken';
  return mayWait ? askOrWait(call, run, obstacle) : ask(call, run, call.signal, obstacle);
}

/** The person's answer, or that of the call's token where it comes first; the question then goes away. */
async function askOrWait(call: TaskCall, run: RunServices, obstacle: Obstacle): Promise<TaskOutcome> {
  const { signal } = call;
  const asking = new AbortController();
  const stop = (): void => asking.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const pending = handOut(call, run, call.taskToken ?? newToken(run));
  const answered = pending.answered.then((answer) => {
    // The request that carries the token was never made: it is told of as a mock's would be.
    call.submitted(submittedSample(call));
    return answer;
  });
  try {
    return await Promise.race([ask(call, run, asking.signal, obstacle), answered]);
  } finally {
    signal.removeEventListener('abort', stop);
    asking.abort();
    pending.close();
  }
}

/** A person's answer; where nobody is there, or the person declines, the call stays unanswered. */
async function ask(call: TaskCall, run: RunServices, signal: AbortSignal, obstacle: Obstacle): Promise<TaskOutcome> {
  const answer = await run.ask?.({ ...questionOf(call, run.machineName), ...obstacle }, signal);
  // The question was withdrawn: nobody looks at this any more, and nothing was left unanswered.
  if (signal.aborted) return { type: 'failure', error: 'States.Timeout', stage: 'timeout' };
  if (answer?.type !== 'endpoint') return answer ?? unanswered(call, run, obstacle);
  const origin = originOf(answer.url);
  // Whoever types where a service is allows calls to go there.
  if (origin !== undefined) run.consents.allow([{ kind: 'endpoint', origin }]);
  run.aws?.setEndpoint(serviceOf(call), answer.url);
  const outcome = await callService(call, run, senderOf(call, run, signal));
  return outcome && !('nobody' in outcome) ? outcome : unanswered(call, run, outcome?.nobody);
}
