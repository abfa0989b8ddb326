/** DescribeStateMachine, DescribeStateMachineForExecution, ListStateMachines: the machines are the project's. Shapes: recorded. */
import type { JsonObject } from '../../../core/json';
import { LOCAL_ACCOUNT, localStateMachineArn } from '../../../core/template';
import type { ProjectMachine } from '../../../project';
import { loadProjectMachine } from '../../loadMachine';
import { ApiError, apiError } from '../apiError';
import { executionOf, machineOf } from '../arns';
import { page } from '../paging';
import { ARN, INCLUDED_DATA, PAGING } from '../parameters';
import type { StepFunctionsService } from '../service';
import { seconds, type Operation } from './operation';

const CONFIGURATION: JsonObject = {
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
  loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
  roleArn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/local`,
  tracingConfiguration: { enabled: false },
};

export const describeStateMachine: Operation = {
  parameters: { stateMachineArn: ARN, includedData: INCLUDED_DATA },
  run({ stateMachineArn }, service) {
    if (!service.host) return apiError.stateMachineDoesNotExist(stateMachineArn);
    const { project } = service.host;
    const machine = machineOf(stateMachineArn, project);
    if (machine instanceof ApiError) return machine;
    const loaded = loadProjectMachine(machine, { project });
    if ('problem' in loaded) return apiError.stateMachineDoesNotExist(stateMachineArn);
    return {
      ...CONFIGURATION,
      ...named(machine, service),
      definition: JSON.stringify(loaded.machine.definition),
      status: 'ACTIVE',
    };
  },
};

export const describeStateMachineForExecution: Operation = {
  parameters: { executionArn: ARN, includedData: INCLUDED_DATA },
  run({ executionArn }, service) {
    const execution = executionOf(executionArn, service);
    if (execution instanceof ApiError) return execution;
    return {
      ...CONFIGURATION,
      definition: JSON.stringify(execution.definition),
      name: execution.machineName,
      stateMachineArn: execution.machineArn,
      updateDate: seconds(service.created),
    };
  },
};

export const listStateMachines: Operation = {
  parameters: PAGING,
  run: (request, service) =>
    page('stateMachines', service.host?.project.machines ?? [], request, {
      key: ({ name }) => name,
      show: (machine) => named(machine, service),
    }),
};

function named({ name, type }: ProjectMachine, { created }: StepFunctionsService): JsonObject {
  return { creationDate: seconds(created), name, stateMachineArn: localStateMachineArn(name), type };
}
