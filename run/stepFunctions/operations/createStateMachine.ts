/** CreateStateMachine: a machine that lives as long as this run. A repeated request makes no second one. */
import type { JsonObject } from '../../../core/json';
import { localStateMachineArn } from '../../../core/template';
import { ApiError, apiError } from '../apiError';
import { checkArn } from '../arns';
import { CONFIGURATION, configured } from '../configuration';
import type { StateMachine } from '../machines';
import { ARN, checkName, DEFINITION, DESCRIPTION, MACHINE_TYPE, NAME, TAGS } from '../parameters';
import { definitionOf } from '../runnable';
import type { StepFunctionsService } from '../service';
import { seconds, type ApiAnswer, type ApiInput, type Operation } from './operation';

export const createStateMachine: Operation = {
  parameters: {
    name: { ...NAME, required: true },
    definition: { ...DEFINITION, required: true },
    roleArn: ARN,
    type: MACHINE_TYPE,
    ...CONFIGURATION,
    publish: { type: 'boolean' },
    versionDescription: DESCRIPTION,
    tags: TAGS,
  },
  async run(request, service) {
    const { name, definition, roleArn, publish, versionDescription } = request;
    const type = request.type ?? 'STANDARD';
    const wrong = checkName(name) ?? checkRole(roleArn) ?? checkVersionDescription(request);
    if (wrong) return wrong;
    const configuration = configured(request);
    if (configuration instanceof ApiError) return configuration;
    // The rules are many, and nothing else of a run needs them.
    const { definitionFault } = await import('../definition');
    const fault = definitionFault(definition, type);
    if (fault) return fault;

    const { machines, tags } = service;
    const arn = localStateMachineArn(name);
    const asked: JsonObject = {
      definition,
      type,
      ...configuration,
      publish: publish ?? false,
      versionDescription: versionDescription ?? '',
    };
    const known = machines.find(arn);
    if (known?.name === name) {
      return isSame(known, asked, service) ? created(known, service) : apiError.stateMachineAlreadyExists(known.arn);
    }
    if (machines.isFull) return apiError.stateMachineLimitExceeded();
    const now = service.now();
    const machine: StateMachine = {
      arn,
      name,
      type,
      creationDate: now,
      revision: { ...configuration, definition, roleArn, date: now },
      request: asked,
    };
    if (request.tags && !tags.add(arn, request.tags)) return apiError.tooManyTags(arn);
    machines.add(machine);
    if (publish) machines.publish(machine, machine.revision, now, versionDescription ?? undefined);
    return created(machine, service);
  },
};

/** The service puts its trust in a role; here none is used. */
export function checkRole(arn: string): ApiError | undefined {
  if (/^arn:[^:]*:iam::[^:]*:role\/./.test(arn)) return undefined;
  return arn.startsWith('arn:') ? apiError.invalidArn(`Invalid Role Arn: ${arn}`) : checkArn(arn, 'role');
}

export function checkVersionDescription({ publish, versionDescription }: ApiInput): ApiError | undefined {
  if (publish || versionDescription == null) return undefined;
  return apiError.unfitting('Version description can only be set when publish is true');
}

/** Idempotent by what the API reference names: not by role and tags. */
function isSame(machine: StateMachine, asked: JsonObject, service: StepFunctionsService): boolean {
  if (machine.file) {
    const own = definitionOf(machine, machine.revision, service);
    return (
      typeof own === 'string' &&
      machine.type === asked.type &&
      own === JSON.stringify(JSON.parse(String(asked.definition)))
    );
  }
  const { definition, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = machine.revision;
  const current = {
    ...machine.request,
    definition,
    loggingConfiguration,
    tracingConfiguration,
    encryptionConfiguration,
  };
  return Object.entries(asked).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify((current as JsonObject)[name]),
  );
}

function created(machine: StateMachine, { machines }: StepFunctionsService): ApiAnswer {
  const first = machine.request?.publish ? machines.versionsOf(machine).at(-1) : undefined;
  return {
    stateMachineArn: machine.arn,
    creationDate: seconds(machine.creationDate),
    ...(first && { stateMachineVersionArn: first.arn }),
  };
}
