/** RedriveExecution: a failed execution goes on from the states that failed, with its history. */
import { ApiError, apiError } from '../apiError';
import { executionOf } from '../arns';
import { ARN } from '../parameters';
import { seconds, type Operation } from './operation';

export const redriveExecution: Operation = {
  parameters: { executionArn: ARN },
  run({ executionArn }, service) {
    const execution = executionOf(executionArn, service);
    if (execution instanceof ApiError) return execution;
    const { host } = service;
    if (execution.mapRunArn !== undefined) {
      return apiError.executionNotRedrivable('A child execution is redriven with the execution that has its Map Run');
    }
    if (!host) return apiError.executionDoesNotExist(executionArn);
    const redriveDate = seconds(host.now());
    const refused = host.redrive(execution);
    return refused ? apiError.executionNotRedrivable(refused.problem) : { redriveDate };
  },
};
