import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { questionOf } from '../question';
import type { RunServices, TaskRunner } from '../run';

/** The end of the table: a service that nothing answers for. */
export const unansweredRunner: TaskRunner = {
  name: 'unanswered',
  run(call, run) {
    return Promise.resolve(unanswered(call, run));
  },
};

/** Ends the run: it is neither retried nor caught, so that no Catch hides what is missing. */
export function unanswered(call: TaskCall, run: RunServices): TaskOutcome {
  run.unanswered(questionOf(call, run.machineName));
  return {
    type: 'failure',
    error: 'States.Runtime',
    terminal: true,
    cause: `Nothing here answers ${call.resource}, which state "${call.state.name}" calls. Add a mock of it to .vscode/stepwise.json.`,
  };
}
