/** ListExecutions, newest first. Shape: recorded. */
import { ApiError, apiError } from '../apiError';
import { namedBy } from '../arns';
import { page } from '../paging';
import { ARN, PAGING } from '../parameters';
import { startedThrough } from './describeExecution';
import { seconds, type Operation } from './operation';

export const listExecutions: Operation = {
  parameters: {
    stateMachineArn: ARN,
    ...PAGING,
    nextToken: { type: 'string', least: 1, most: 3096 },
    statusFilter: {
      type: 'string',
      values: ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'],
    },
  },
  run(request, service) {
    const { executions } = service;
    const named = namedBy(request.stateMachineArn, service);
    if (named instanceof ApiError) return named;
    const { machine, version, alias } = named;
    if (machine.type === 'EXPRESS') return apiError.stateMachineTypeNotSupported();
    const filter = request.statusFilter;
    const wanted = executions
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
      show: (execution) => ({
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
  },
};
