import { shortResource } from '../../core/catalog/shortResource';
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { refusal } from '../consent/refusal';
import { questionOf } from '../question';
import { serviceOf } from './callService';
import { callSnippet } from '../../project';
import type { Obstacle, RunServices, TaskRunner } from '../run';

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
 * @param obstacle why something that could answer is not asked
 */
export function unanswered(call: TaskCall, run: RunServices, obstacle: Obstacle = {}): Unanswered {
  run.unanswered({ ...questionOf(call, run.machineName), ...obstacle });
  return { type: 'failure', error: 'States.Runtime', terminal: true, cause: causeOf(call, obstacle) };
}

/** The task's own call was answered, but not one that looks after its job. */
export function unansweredCommand(call: TaskCall, run: RunServices, command: string, obstacle: Obstacle): Unanswered {
  const action = `${serviceOf(call)}:${command}`;
  const snippet = callSnippet(action, { return: {} });
  run.unanswered({ ...questionOf(call, run.machineName), ...obstacle, action, snippet });
  const cause = `"${call.state.name}" needs ${action} to learn when its job ends, but nothing local answers it. Add a mock to .vscode/stepwise.json.`;
  return { type: 'failure', error: 'States.Runtime', terminal: true, cause };
}

export type Unanswered = Extract<TaskOutcome, { type: 'failure' }>;

function causeOf({ state: { name }, resource }: TaskCall, { lacks, missing }: Obstacle): string {
  if (lacks) return `${refusal(lacks, name)} Or add a mock to .vscode/stepwise.json.`;
  if (missing?.name === '') return `"${name}" does not say what it calls. Add a mock to .vscode/stepwise.json.`;
  if (missing)
    return `"${name}" cannot call ${missing.name} here. ${missing.why} Or add a mock to .vscode/stepwise.json.`;
  return `"${name}" calls ${shortResource(resource)}, but nothing local answers it. Add a mock to .vscode/stepwise.json.`;
}
