/** PublishStateMachineVersion, ListStateMachineVersions, DeleteStateMachineVersion. Words and shapes: recorded. */
import { ApiError, apiError } from '../apiError';
import { checkArn, machineOf } from '../arns';
import { page } from '../paging';
import { ARN, DESCRIPTION, PAGING } from '../parameters';
import { definitionOf } from '../runnable';
import { seconds, type Operation } from './operation';

/** The revision of a machine that was never updated. Source: PublishStateMachineVersion in the API reference. */
const INITIAL = 'INITIAL';
const MOST_VERSIONS = 1000;

export const publishStateMachineVersion: Operation = {
  parameters: {
    stateMachineArn: ARN,
    revisionId: { type: 'string' },
    description: DESCRIPTION,
  },
  run({ stateMachineArn, revisionId, description }, service) {
    const machine = machineOf(stateMachineArn, service);
    if (machine instanceof ApiError) return machine;
    const current = machine.revision.revisionId ?? INITIAL;
    if (revisionId != null && revisionId !== current) {
      return apiError.conflict(
        `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current}.`,
      );
    }
    if (service.machines.versionsOf(machine).length >= MOST_VERSIONS) {
      return apiError.serviceQuotaExceeded(`A state machine has at most ${MOST_VERSIONS} versions.`);
    }
    const definition = definitionOf(machine, machine.revision, service);
    if (definition instanceof ApiError) return definition;
    // What a file says may change; a version of it may not.
    const revision = machine.file ? { ...machine.revision, definition } : machine.revision;
    const version = service.machines.publish(machine, revision, service.now(), description ?? undefined);
    return { creationDate: seconds(version.creationDate), stateMachineVersionArn: version.arn };
  },
};

export const listStateMachineVersions: Operation = {
  parameters: { stateMachineArn: ARN, ...PAGING },
  run(request, service) {
    const machine = machineOf(request.stateMachineArn, service);
    if (machine instanceof ApiError) return machine;
    return page('stateMachineVersions', service.machines.versionsOf(machine), request, {
      key: ({ arn }) => arn,
      show: ({ arn, creationDate }) => ({ creationDate: seconds(creationDate), stateMachineVersionArn: arn }),
    });
  },
};

export const deleteStateMachineVersion: Operation = {
  parameters: { stateMachineVersionArn: { ...ARN, most: 2000 } },
  run({ stateMachineVersionArn: arn }, { machines }) {
    const wrong = checkArn(arn, 'stateMachine');
    if (wrong) return wrong;
    const version = machines.version(arn);
    if (!version) return {};
    const users = machines
      .aliasesOf(version.machine)
      .filter(({ routes }) => routes.some(({ stateMachineVersionArn }) => stateMachineVersionArn === arn));
    if (users.length > 0) {
      const names = users.map(({ name }) => name).join(', ');
      return apiError.conflict(
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
      );
    }
    machines.deleteVersion(arn);
    return {};
  },
};
