/** Mocks of a run, held against AWS's models where the project asks for it. */
import type { TaskCall, TaskOutcome } from '../../core/interpreter/host';
import { parseTaskResource } from '../../core/interpreter/taskResource';
import { mockedResultFault } from '../../core/interpreter/testState';
import type { Json } from '../../core/json';
import type { ProjectSettings } from '../../project';
import { responseShape } from './responseShape';

/** Ends the run: no Catch hides that a mock is wrong. Undefined: nothing is wrong with it. */
export function mockFault(
  { resource, state }: Pick<TaskCall, 'resource' | 'state'>,
  answer: Json,
  { mockValidation = 'NONE' }: Pick<ProjectSettings, 'mockValidation'> = {},
): TaskOutcome | undefined {
  const fault = mockedResultFault(parseTaskResource(resource), answer, mockValidation, responseShape);
  if (fault === undefined) return undefined;
  return { type: 'failure', error: 'States.Runtime', terminal: true, cause: `The mock of "${state.name}": ${fault}` };
}
