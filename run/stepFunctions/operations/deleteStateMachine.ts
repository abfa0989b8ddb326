/** DeleteStateMachine: of a machine, with its versions and aliases. Its executions stay, and go on. */
import { ApiError, apiError } from '../apiError';
import { changeable, checkArn, namedBy } from '../arns';
import { ARN } from '../parameters';
import type { Operation } from './operation';

export const deleteStateMachine: Operation = {
  parameters: { stateMachineArn: ARN },
  run({ stateMachineArn }, service) {
    const wrong = checkArn(stateMachineArn, 'stateMachine');
    if (wrong) return wrong;
    const named = namedBy(stateMachineArn, service);
    // One that is not there is deleted already (recorded).
    if (named instanceof ApiError) return {};
    if (named.version || named.alias) {
      return apiError.unfitting(`${stateMachineArn} is not the ARN of a state machine, but of a version or an alias.`);
    }
    const { machine } = named;
    const refused = changeable(machine, 'deleted');
    if (refused) return refused;
    service.machines.delete(machine);
    service.tags.forget(machine.arn);
    return {};
  },
};
