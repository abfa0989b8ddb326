import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { questionOf } from '../question';
import type { RunServices, TaskRunner } from '../run';
import { awsServiceRunner, serviceOf } from './awsService';
import { unanswered } from './unanswered';

/** Asks the person for the answer of a call to another service. */
export const askRunner: TaskRunner = {
  name: 'ask',
  run(call, run, signal) {
    return run.ask && ask(call, run, signal);
  },
};

/** A person's answer; where nobody is there, or the person declines, the call stays unanswered. */
export async function ask(call: TaskCall, run: RunServices, signal: AbortSignal): Promise<TaskOutcome> {
  const answer = await run.ask?.(questionOf(call, run.machineName), signal);
  if (answer?.type !== 'endpoint') return answer ?? unanswered(call, run);
  run.aws?.setEndpoint(serviceOf(call), answer.url);
  return (await awsServiceRunner.run(call, run, signal)) ?? unanswered(call, run);
}
