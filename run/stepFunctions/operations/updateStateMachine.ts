/** UpdateStateMachine: another revision of a machine, for the executions that start from now on. */
import { ApiError, apiError } from '../apiError';
import { changeable, machineOf } from '../arns';
import { CONFIGURATION, configured } from '../configuration';
import type { Revision } from '../machines';
import { ARN, DEFINITION, DESCRIPTION } from '../parameters';
import { checkRole, checkVersionDescription } from './createStateMachine';
import { seconds, type Operation } from './operation';

export const updateStateMachine: Operation = {
  parameters: {
    stateMachineArn: ARN,
    definition: DEFINITION,
    roleArn: { ...ARN, required: false },
    ...CONFIGURATION,
    publish: { type: 'boolean' },
    versionDescription: DESCRIPTION,
  },
  async run(request, service) {
    const machine = machineOf(request.stateMachineArn, service);
    if (machine instanceof ApiError) return machine;
    const { publish, versionDescription } = request;
    const { definition = null, roleArn = null } = request as { definition?: string | null; roleArn?: string | null };
    const named = [
      definition,
      roleArn,
      request.loggingConfiguration,
      request.tracingConfiguration,
      request.encryptionConfiguration,
    ];
    if (named.every((part) => part == null)) {
      return apiError.missingRequiredParameter(
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    }
    const wrong =
      changeable(machine, 'changed') ??
      checkVersionDescription(request) ??
      (roleArn === null ? undefined : checkRole(roleArn));
    if (wrong) return wrong;
    const configuration = configured(request, machine.revision);
    if (configuration instanceof ApiError) return configuration;
    if (definition !== null) {
      const { definitionFault } = await import('../definition');
      const fault = definitionFault(definition, machine.type);
      if (fault) return fault;
    }
    const before = machine.revision;
    const now = service.now();
    const after: Revision = {
      ...configuration,
      definition: definition ?? before.definition,
      roleArn: roleArn ?? before.roleArn,
      revisionId: before.revisionId,
      date: before.date,
    };
    // An update that changes nothing makes no revision (recorded).
    if (!isSame(before, after)) machine.revision = { ...after, revisionId: service.uuid(), date: now };
    const { revision } = machine;
    const version = publish && service.machines.publish(machine, revision, now, versionDescription ?? undefined);
    return {
      updateDate: seconds(now),
      ...(revision.revisionId !== undefined && { revisionId: revision.revisionId }),
      ...(version && { stateMachineVersionArn: version.arn }),
    };
  },
};

function isSame(before: Revision, after: Revision): boolean {
  return Object.keys(after).every(
    (part) => JSON.stringify(before[part as keyof Revision]) === JSON.stringify(after[part as keyof Revision]),
  );
}
