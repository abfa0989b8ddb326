/** ListExecutions, newest first: of a machine, or the child executions of a Map Run. Shape: recorded; of children the API reference. */
import type { JsonObject } from '../../../core/json';
import { ApiError, apiError } from '../apiError';
import { mapRunOf, namedBy } from '../arns';
import type { LocalExecution } from '../executions';
import type { ListedChild, LocalMapRun } from '../mapRuns';
import { page } from '../paging';
import { ARN, LONG_PAGING, MAP_RUN_ARN } from '../parameters';
import type { StepFunctionsService } from '../service';
import { startedThrough } from './describeExecution';
import { seconds, type ApiInput, type Operation } from './operation';

export const listExecutions: Operation = {
  parameters: {
    stateMachineArn: { ...ARN, required: false },
    mapRunArn: { ...MAP_RUN_ARN, required: false },
    ...LONG_PAGING,
    statusFilter: {
      type: 'string',
      values: ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'],
    },
    redriveFilter: { type: 'string', values: ['REDRIVEN', 'NOT_REDRIVEN'] },
  },
  run(request, service) {
    const { stateMachineArn, mapRunArn, redriveFilter } = request;
    if ((stateMachineArn == null) === (mapRunArn == null)) {
      return apiError.unfitting('Exactly one of stateMachineArn and mapRunArn must be given.');
    }
    if (mapRunArn != null) return listChildren(request, service);
    if (redriveFilter != null) return apiError.unfitting('redriveFilter can only be given together with mapRunArn.');
    return listOfMachine(request, service);
  },
};

function listOfMachine(request: ApiInput, service: StepFunctionsService): JsonObject | ApiError {
  const named = namedBy(request.stateMachineArn, service);
  if (named instanceof ApiError) return named;
  const { machine, version, alias } = named;
  if (machine.type === 'EXPRESS') return apiError.stateMachineTypeNotSupported();
  const filter = request.statusFilter;
  const wanted = service.executions
    .list()
    .filter(
      (each) =>
        each.machineName === machine.name &&
        (!version || each.startedAs?.versionArn === version.arn) &&
        (!alias || each.startedAs?.aliasArn === alias.arn) &&
        (filter == null || each.status === filter),
    );
  return page('executions', wanted, request, {
    key: ({ arn }) => arn,
    place: ({ ordinal }) => ordinal,
    show: (execution: LocalExecution) => ({
      executionArn: execution.arn,
      name: execution.name,
      redriveCount: execution.redriveCount,
      startDate: seconds(execution.startDate),
      stateMachineArn: execution.machineArn,
      ...startedThrough(execution.startedAs),
      status: execution.status,
      ...(execution.stopDate !== undefined && { stopDate: seconds(execution.stopDate) }),
    }),
  });
}

function listChildren(request: ApiInput, service: StepFunctionsService): JsonObject | ApiError {
  const run = mapRunOf(request.mapRunArn, service);
  if (run instanceof ApiError) return run;
  const { statusFilter, redriveFilter } = request;
  const wanted = run.children
    .filter(
      ({ status, redriveCount }) =>
        (statusFilter == null || status === statusFilter) &&
        (redriveFilter == null || (redriveFilter === 'REDRIVEN') === redriveCount > 0),
    )
    .reverse();
  return page('executions', wanted, request, {
    key: ({ executionArn }) => executionArn,
    place: ({ ordinal }) => ordinal,
    show: (child) => listedChild(child, run),
  });
}

function listedChild(child: ListedChild, { arn }: LocalMapRun): JsonObject {
  const { executionArn, name, items, redriveCount, startDate, machineArn, status, stopDate } = child;
  return {
    executionArn,
    itemCount: items,
    mapRunArn: arn,
    name,
    redriveCount,
    startDate: seconds(startDate),
    stateMachineArn: machineArn,
    status,
    ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
  };
}
