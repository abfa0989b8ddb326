import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { mayAnswer } from '../calls/whoAnswers';
import type { RunServices, TaskRunner } from '../run';
import { askInstead } from './ask';
import { callService, commandOf } from './callService';
import { senderOf } from './senders';
import { unansweredCommand } from './unanswered';

/** Calls of services that something on this machine, an endpoint, or AWS itself where that was chosen answers for. */
export const awsServiceRunner: TaskRunner = {
  name: 'aws service',
  run(call, run) {
    const action = commandOf(call);
    if (!action || !mayAnswer(action, run)) return undefined;
    return callOrAsk(call, run, action.action);
  },
};

async function callOrAsk(call: TaskCall, run: RunServices, command: string): Promise<TaskOutcome> {
  const outcome = await callService(call, run, senderOf(call, run, call.signal))!;
  if (!('nobody' in outcome)) return outcome;
  return outcome.command === command
    ? askInstead(call, run, outcome.nobody)
    : unansweredCommand(call, run, outcome.command, outcome.nobody);
}
