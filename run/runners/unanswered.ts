import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import type { Permission } from '../consent/permission';
import { refusal } from '../consent/refusal';
import { questionOf } from '../question';
import type { RunServices, TaskRunner } from '../run';

/** The end of the table: a service that nothing answers for. */
export const unansweredRunner: TaskRunner = {
  name: 'unanswered',
  run(call, run) {
    return Promise.resolve(unanswered(call, run));
  },
};

/**
 * Ends the run: it is neither retried nor caught, so that no Catch hides what is missing.
 *
 * @param lacks why something that could answer is not asked
 */
export function unanswered(call: TaskCall, run: RunServices, lacks: readonly Permission[] = []): TaskOutcome {
  run.unanswered({ ...questionOf(call, run.machineName), ...(lacks.length > 0 && { lacks }) });
  const { name } = call.state;
  const cause =
    lacks.length > 0
      ? `${refusal(lacks, name)} Or add a mock to .vscode/stepwise.json.`
      : `"${name}" calls ${shortResource(call.resource)}, but nothing local answers it. Add a mock to .vscode/stepwise.json.`;
  return { type: 'failure', error: 'States.Runtime', terminal: true, cause };
}

/** `sns:publish` of `arn:aws:states:::sns:publish`: what a person looks for. */
function shortResource(resource: string): string {
  return resource.replace(/^arn:[\w-]+:states:::/, '');
}
