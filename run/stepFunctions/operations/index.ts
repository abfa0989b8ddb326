/** The operations of the endpoint: one file each, or one file for a few that belong together. */
import type { JsonObject } from '../../../core/json';
import { ApiError } from '../apiError';
import { checkParameters } from '../parameters';
import type { StepFunctionsService } from '../service';
import { createActivity, deleteActivity, describeActivity, listActivities } from './activities';
import { describeExecution } from './describeExecution';
import { getActivityTask } from './getActivityTask';
import { getExecutionHistory } from './getExecutionHistory';
import { listExecutions } from './listExecutions';
import type { ApiAnswer, ApiInput, Operation } from './operation';
import { redriveExecution } from './redriveExecution';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './sendTask';
import { startExecution } from './startExecution';
import { startSyncExecution } from './startSyncExecution';
import { describeStateMachine, describeStateMachineForExecution, listStateMachines } from './stateMachines';
import { stopExecution } from './stopExecution';

export const OPERATIONS: { readonly [name: string]: Operation } = {
  CreateActivity: createActivity,
  DeleteActivity: deleteActivity,
  DescribeActivity: describeActivity,
  DescribeExecution: describeExecution,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListActivities: listActivities,
  ListExecutions: listExecutions,
  ListStateMachines: listStateMachines,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
};

export async function callOperation(
  name: string,
  input: JsonObject,
  service: StepFunctionsService,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) {
    const known = Object.keys(OPERATIONS).join(', ');
    return new ApiError(
      'UnknownOperationException',
      `Step Functions on this machine has no ${name}. State machines are the project's files; it answers ${known}.`,
    );
  }
  return checkParameters(input, operation.parameters) ?? operation.run(input as unknown as ApiInput, service, signal);
}
