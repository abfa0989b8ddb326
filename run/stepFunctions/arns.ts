/** Reads the ARNs of a request, and refuses what is none in the service's words. */
import { ApiError, apiError } from './apiError';
import type { LocalExecution } from './executions';
import type { LocalMapRun } from './mapRuns';
import { machineArnParts, type Alias, type StateMachine, type Version } from './machines';
import type { StepFunctionsService } from './service';

/** The kind of resource an ARN of the service names, `stateMachine`; the refusal where it names none. */
function resourceType(arn: string): string | ApiError {
  if (!arn.startsWith('arn:')) return apiError.invalidArn(`Invalid ARN prefix: ${arn}`);
  const [, , service, , , type, name] = arn.split(':');
  if (service !== 'states' || !type || !name) return apiError.invalidArn(arn);
  return type;
}

/** @returns undefined where the ARN is of one of these kinds */
export function checkArn(arn: string, ...types: readonly string[]): ApiError | undefined {
  const type = resourceType(arn);
  if (type instanceof ApiError) return type;
  if (types.includes(type)) return undefined;
  return apiError.invalidArn(`Resource type not valid in this context: ${type.toLowerCase()}`);
}

/** What an ARN of a machine, of a version or of an alias means. */
export interface Named {
  readonly machine: StateMachine;
  readonly version?: Version;
  readonly alias?: Alias;
}

/** @param stack of who asks, where that is known: its own machines go before those of others */
export function namedBy(arn: string, { machines }: StepFunctionsService, stack?: string): Named | ApiError {
  const wrong = checkArn(arn, 'stateMachine');
  if (wrong) return wrong;
  const machine = machines.find(arn, stack);
  if (!machine) return apiError.stateMachineDoesNotExist(arn);
  const { qualifier } = machineArnParts(arn);
  if (qualifier === undefined) return { machine };
  const version = machines.version(`${machine.arn}:${qualifier}`);
  if (version) return { machine, version };
  const alias = machines.alias(`${machine.arn}:${qualifier}`);
  if (alias) return { machine, alias };
  // A deployed version or alias of a machine that is a file here: what it names is that file.
  return machine.file ? { machine } : apiError.stateMachineDoesNotExist(arn);
}

/** The machine itself; a version or an alias is none. */
export function machineOf(arn: string, service: StepFunctionsService): StateMachine | ApiError {
  const named = namedBy(arn, service);
  if (named instanceof ApiError) return named;
  return named.version || named.alias ? apiError.stateMachineDoesNotExist(arn) : named.machine;
}

/** A machine that calls may change: one that a call created. */
export function changeable(machine: StateMachine, what: string): ApiError | undefined {
  if (!machine.file) return undefined;
  return apiError.accessDenied(
    `The state machine ${machine.name} comes from the file ${machine.file.file}: it must be ${what} there, not by a call.`,
  );
}

/** A standard execution: of express ones the service tells nothing. */
export function executionOf(arn: string, { executions, mapRuns }: StepFunctionsService): LocalExecution | ApiError {
  const wrong = checkArn(arn, 'execution');
  if (wrong) return wrong;
  return executions.find(arn) ?? mapRuns.child(arn) ?? apiError.executionDoesNotExist(arn);
}

export function mapRunOf(arn: string, { mapRuns }: StepFunctionsService): LocalMapRun | ApiError {
  const wrong = checkArn(arn, 'mapRun');
  if (wrong) return wrong;
  return mapRuns.find(arn) ?? apiError.resourceNotFound(arn);
}
