/** ListExecutions, newest first. Shape: recorded. */
import { ApiError, apiError } from '../apiError';
import { machineOf } from '../arns';
import type { LocalExecution } from '../executions';
import { page } from '../paging';
import { ARN, PAGING } from '../parameters';
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
    const { host, executions } = service;
    if (!host) return apiError.stateMachineDoesNotExist(request.stateMachineArn);
    const machine = machineOf(request.stateMachineArn, host.project);
    if (machine instanceof ApiError) return machine;
    if (machine.type === 'EXPRESS') return apiError.stateMachineTypeNotSupported();
    const filter = request.statusFilter;
    const wanted = executions
      .list()
      .filter((each) => each.machineName === machine.name && (filter == null || statusOf(each) === filter));
    return page('executions', wanted, request, {
      key: ({ arn }) => arn,
      show: (execution) => ({
        executionArn: execution.arn,
        name: execution.name,
        redriveCount: execution.events.filter(({ type }) => type === 'ExecutionRedriven').length,
        startDate: seconds(execution.startDate),
        stateMachineArn: execution.machineArn,
        status: statusOf(execution),
        ...(execution.end && { stopDate: seconds(execution.end.stopDate) }),
      }),
    });
  },
};

function statusOf({ end }: LocalExecution): string {
  return end?.result.status ?? 'RUNNING';
}
