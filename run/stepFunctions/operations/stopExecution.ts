/** StopExecution: aborts an execution, and those its `.sync` tasks wait for with it. */
import { ApiError } from '../apiError';
import { executionOf } from '../arns';
import { ARN } from '../parameters';
import { seconds, type Operation } from './operation';

export const stopExecution: Operation = {
  parameters: {
    executionArn: ARN,
    error: { type: 'string', most: 256 },
    cause: { type: 'string', most: 32_768 },
  },
  run({ executionArn, error, cause }, service) {
    const execution = executionOf(executionArn, service);
    if (execution instanceof ApiError) return execution;
    // Of one that has ended already the moment it did.
    execution.stop({ ...(error != null && { error }), ...(cause != null && { cause }) });
    return { stopDate: seconds(execution.stopDate ?? service.host?.now() ?? Date.now()) };
  },
};
