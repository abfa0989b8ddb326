/** Reads the ARNs of a request, and refuses what is none in the service's words. */
import { findMachine, type Project, type ProjectMachine } from '../../project';
import { ApiError, apiError } from './apiError';
import type { LocalExecution } from './executions';
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

export function machineOf(arn: string, project: Project): ProjectMachine | ApiError {
  const wrong = checkArn(arn, 'stateMachine');
  if (wrong) return wrong;
  return findMachine(project, arn) ?? apiError.stateMachineDoesNotExist(arn);
}

/** A standard execution: of express ones the service tells nothing. */
export function executionOf(arn: string, { executions }: StepFunctionsService): LocalExecution | ApiError {
  const wrong = checkArn(arn, 'execution');
  if (wrong) return wrong;
  return executions.find(arn) ?? apiError.executionDoesNotExist(arn);
}
