/** DescribeExecution. Shape: the API reference, and what `startExecution.sync` answers with (recorded). */
import type { JsonObject } from '../../../core/json';
import { ApiError } from '../apiError';
import { executionOf } from '../arns';
import type { LocalExecution } from '../executions';
import { ARN, INCLUDED_DATA } from '../parameters';
import { seconds, type Operation } from './operation';

export const describeExecution: Operation = {
  parameters: { executionArn: ARN, includedData: INCLUDED_DATA },
  run({ executionArn, includedData }, service) {
    const execution = executionOf(executionArn, service);
    if (execution instanceof ApiError) return execution;
    return { ...describe(execution, includedData !== 'METADATA_ONLY'), ...redrive(execution) };
  },
};

/** What DescribeExecution and StartSyncExecution tell of an execution alike. */
export function describe(execution: LocalExecution, withData: boolean): JsonObject {
  const { arn, name, input, startDate, machineArn, end } = execution;
  const { output, error, cause } = end?.result ?? {};
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    startDate: seconds(startDate),
    status: end?.result.status ?? 'RUNNING',
    ...(end && { stopDate: seconds(end.stopDate) }),
    ...(withData && { input, ...(output !== undefined && { output }) }),
    inputDetails: { included: withData },
    ...(output !== undefined && { outputDetails: { included: withData } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  };
}

function redrive({ end }: LocalExecution): JsonObject {
  const status = end?.result.status ?? 'RUNNING';
  const isRedrivable = status !== 'RUNNING' && status !== 'SUCCEEDED';
  return {
    redriveCount: 0,
    redriveStatus: isRedrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    ...(!isRedrivable && { redriveStatusReason: `Execution is ${status} and cannot be redriven` }),
  };
}
