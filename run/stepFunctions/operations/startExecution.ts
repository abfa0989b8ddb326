/** StartExecution. A standard execution of the same name and input that still runs is the same one (API reference). */
import type { ProjectMachine } from '../../../project';
import { ApiError, apiError } from '../apiError';
import { namedBy } from '../arns';
import { standardArn, type LocalExecution } from '../executions';
import { jsonFault } from '../jsonFault';
import { ARN, checkName, DATA, NAME } from '../parameters';
import { runnable } from '../runnable';
import type { Caller, ExecutionRequest, ServiceHost, StepFunctionsService } from '../service';
import { seconds, type ApiInput, type Operation } from './operation';

export const startExecution: Operation = {
  parameters: { stateMachineArn: ARN, name: NAME, input: DATA },
  run(request, service, { from }) {
    const execution = begin(request, service, from, (machine, host, wanted) =>
      startOrJoin(machine, wanted, host, service),
    );
    if (execution instanceof ApiError) return execution;
    return { executionArn: execution.arn, startDate: seconds(execution.startDate) };
  },
};

/** Checks what every start needs. */
export function begin(
  request: ApiInput,
  service: StepFunctionsService,
  from: Caller | undefined,
  start: (machine: ProjectMachine, host: ServiceHost, wanted: ExecutionRequest) => LocalExecution | ApiError,
): LocalExecution | ApiError {
  const { host } = service;
  if (!host) return apiError.stateMachineDoesNotExist(request.stateMachineArn);
  const named = namedBy(request.stateMachineArn, service, from?.stack);
  if (named instanceof ApiError) return named;
  const name = request.name ?? host.uuid();
  const input = request.input ?? '{}';
  const wrong = checkName(name) ?? checkInput(input);
  if (wrong) return wrong;
  const { machine, startedAs } = runnable(named, host, service);
  return start(machine, host, { name, input, startedAs, from });
}

/** Begins an execution, unless one of that name is there: then it is that one, or the name is taken (recorded). */
export function startOrJoin(
  machine: ProjectMachine,
  request: ExecutionRequest,
  host: ServiceHost,
  service: StepFunctionsService,
): LocalExecution | ApiError {
  const { executions } = service;
  if (machine.type === 'STANDARD') {
    const arn = standardArn(machine, request.name, host.project);
    const known = executions.find(arn);
    if (known)
      return known.status === 'RUNNING' && known.input === request.input ? known : apiError.executionAlreadyExists(arn);
  }
  return startNew(machine, request, host, service);
}

/** So many run side by side. */
const MOST_AT_ONCE = 1000;

export function startNew(
  machine: ProjectMachine,
  request: ExecutionRequest,
  host: ServiceHost,
  service: StepFunctionsService,
): LocalExecution | ApiError {
  const { mostExecutions } = service;
  if (service.executions.count >= mostExecutions) return apiError.executionLimitExceeded(mostExecutions);
  if (service.running >= MOST_AT_ONCE) return apiError.executionLimitExceeded(MOST_AT_ONCE);
  const started = host.start(machine, request);
  // A definition that cannot be read is none that AWS would have taken.
  if ('problem' in started) return new ApiError('InvalidDefinition', started.problem);
  service.running++;
  void started.result.then(() => service.running--);
  return started;
}

function checkInput(text: string): ApiError | undefined {
  const fault = jsonFault(text);
  return fault && apiError.invalidExecutionInput(`${fault.message}\n at ${fault.location}`);
}
