/** The operations of the endpoint: one file each, or one file for a few that belong together. */
import type { JsonObject } from '../../../core/json';
import { ApiError } from '../apiError';
import { checkParameters } from '../parameters';
import type { StepFunctionsService } from '../service';
import { createActivity, deleteActivity, describeActivity, listActivities } from './activities';
import {
  createStateMachineAlias,
  deleteStateMachineAlias,
  describeStateMachineAlias,
  listStateMachineAliases,
  updateStateMachineAlias,
} from './aliases';
import { createStateMachine } from './createStateMachine';
import { deleteStateMachine } from './deleteStateMachine';
import { describeExecution } from './describeExecution';
import { getActivityTask } from './getActivityTask';
import { getExecutionHistory } from './getExecutionHistory';
import { listExecutions } from './listExecutions';
import { describeMapRun, listMapRuns, updateMapRun } from './mapRuns';
import type { ApiAnswer, ApiInput, Operation, OperationCall } from './operation';
import type { OperationName } from './operationNames';
import { redriveExecution } from './redriveExecution';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './sendTask';
import { startExecution } from './startExecution';
import { startSyncExecution } from './startSyncExecution';
import { describeStateMachine, describeStateMachineForExecution, listStateMachines } from './stateMachines';
import { stopExecution } from './stopExecution';
import { listTagsForResource, tagResource, untagResource } from './tagging';
import { testState } from './testState';
import { updateStateMachine } from './updateStateMachine';
import { validateStateMachineDefinition } from './validateStateMachineDefinition';
import { deleteStateMachineVersion, listStateMachineVersions, publishStateMachineVersion } from './versions';

const TABLE: Readonly<Record<OperationName, Operation>> = {
  CreateActivity: createActivity,
  CreateStateMachine: createStateMachine,
  CreateStateMachineAlias: createStateMachineAlias,
  DeleteActivity: deleteActivity,
  DeleteStateMachine: deleteStateMachine,
  DeleteStateMachineAlias: deleteStateMachineAlias,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  DescribeActivity: describeActivity,
  DescribeExecution: describeExecution,
  DescribeMapRun: describeMapRun,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineAlias: describeStateMachineAlias,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListActivities: listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: listMapRuns,
  ListStateMachineAliases: listStateMachineAliases,
  ListStateMachineVersions: listStateMachineVersions,
  ListStateMachines: listStateMachines,
  ListTagsForResource: listTagsForResource,
  PublishStateMachineVersion: publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
  TagResource: tagResource,
  TestState: testState,
  UntagResource: untagResource,
  UpdateMapRun: updateMapRun,
  UpdateStateMachine: updateStateMachine,
  UpdateStateMachineAlias: updateStateMachineAlias,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
};
export const OPERATIONS: { readonly [name: string]: Operation } = TABLE;

export async function callOperation(
  name: string,
  input: JsonObject,
  service: StepFunctionsService,
  call: OperationCall,
): Promise<ApiAnswer> {
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) {
    const known = Object.keys(OPERATIONS).join(', ');
    return new ApiError(
      'UnknownOperationException',
      `Step Functions on this machine does not support ${name}. It supports ${known}.`,
    );
  }
  return checkParameters(input, operation.parameters) ?? operation.run(input as unknown as ApiInput, service, call);
}
