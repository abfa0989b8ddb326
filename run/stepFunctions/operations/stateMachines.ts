/** DescribeStateMachine, DescribeStateMachineForExecution, ListStateMachines. Shapes: recorded. */
import type { JsonObject } from '../../../core/json';
import { ApiError, apiError } from '../apiError';
import { executionOf, namedBy } from '../arns';
import { DEFAULT_CONFIGURATION } from '../configuration';
import { LOCAL_ROLE, type Revision, type StateMachine } from '../machines';
import { page } from '../paging';
import { ARN, INCLUDED_DATA, PAGING } from '../parameters';
import { definitionOf } from '../runnable';
import { seconds, type Operation } from './operation';

export const describeStateMachine: Operation = {
  parameters: { stateMachineArn: ARN, includedData: INCLUDED_DATA },
  async run({ stateMachineArn, includedData }, service) {
    const named = namedBy(stateMachineArn, service);
    if (named instanceof ApiError) return named;
    const { machine, version, alias } = named;
    if (alias) return apiError.stateMachineDoesNotExist(stateMachineArn);
    const revision = version?.revision ?? machine.revision;
    const definition = definitionOf(machine, revision, service);
    if (definition instanceof ApiError) return definition;
    return {
      ...summary(machine),
      ...(version && { stateMachineArn: version.arn, creationDate: seconds(version.creationDate) }),
      ...(version?.description !== undefined && { description: version.description }),
      ...(await described(revision, definition, includedData)),
      status: 'ACTIVE',
    };
  },
};

export const describeStateMachineForExecution: Operation = {
  parameters: { executionArn: ARN, includedData: INCLUDED_DATA },
  async run({ executionArn, includedData }, service) {
    const execution = executionOf(executionArn, service);
    if (execution instanceof ApiError) return execution;
    const started = execution.startedAs?.revision;
    const revision = started ?? { ...DEFAULT_CONFIGURATION, roleArn: LOCAL_ROLE, date: service.created };
    const definition = started?.definition ?? JSON.stringify(execution.definition);
    return {
      name: execution.machineName,
      stateMachineArn: execution.machineArn,
      ...(execution.mapRunArn !== undefined && {
        mapRunArn: execution.mapRunArn,
        // The machine of a child is called by its own machine and the Map state's label.
        label: execution.machineName.replace(/^.*\//, ''),
      }),
      updateDate: seconds(revision.date),
      ...(await described(revision, definition, includedData)),
    };
  },
};

export const listStateMachines: Operation = {
  parameters: PAGING,
  run: (request, { machines }) =>
    page('stateMachines', machines.list(), request, { key: ({ name }) => name, show: summary }),
};

function summary({ name, arn, type, creationDate }: StateMachine): JsonObject {
  return { creationDate: seconds(creationDate), name, stateMachineArn: arn, type };
}

/** What both descriptions tell of a revision. */
async function described(revision: Revision, definition: string, includedData?: string): Promise<JsonObject> {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration, roleArn, revisionId } = revision;
  return {
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
    roleArn,
    ...(revisionId !== undefined && { revisionId }),
    ...(includedData !== 'METADATA_ONLY' && { definition, ...(await references(definition)) }),
  };
}

/** The variables each state refers to, where any does. */
async function references(definition: string): Promise<JsonObject> {
  const { variableReferences } = await import('../../../core/facts/variableReferences');
  const found = variableReferences(definition);
  return Object.keys(found).length > 0 ? { variableReferences: found } : {};
}
