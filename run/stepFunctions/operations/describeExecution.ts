/** DescribeExecution. Shape: the API reference, and what `startExecution.sync` answers with (recorded). */
import { redriveStatus } from '../../../core/interpreter/resume';
import type { JsonObject } from '../../../core/json';
import { ApiError } from '../apiError';
import { executionOf } from '../arns';
import type { LocalExecution } from '../executions';
import { ARN, INCLUDED_DATA } from '../parameters';
import type { StartedAs } from '../runnable';
import { seconds, type Operation } from './operation';

export const describeExecution: Operation = {
  parameters: { executionArn: ARN, includedData: INCLUDED_DATA },
  run({ executionArn, includedData }, service) {
    const execution = executionOf(executionArn, service);
    if (execution instanceof ApiError) return execution;
    return {
      ...describe(execution, includedData !== 'METADATA_ONLY'),
      ...startedThrough(execution.startedAs),
      ...(execution.mapRunArn !== undefined && { mapRunArn: execution.mapRunArn }),
      ...redrive(execution, service.host?.now() ?? Date.now()),
    };
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

/** The version and alias an execution was started by. */
export function startedThrough({ versionArn, aliasArn }: Partial<StartedAs> = {}): JsonObject {
  return {
    ...(versionArn !== undefined && { stateMachineVersionArn: versionArn }),
    ...(aliasArn !== undefined && { stateMachineAliasArn: aliasArn }),
  };
}

function redrive({ type, startDate, end, events, mapRunArn }: LocalExecution, now: number): JsonObject {
  const redrives = events.filter((event) => event.type === 'ExecutionRedriven');
  const last = redrives.at(-1);
  const status = end?.result.status ?? 'RUNNING';
  return {
    redriveCount: redrives.length,
    ...(last && { redriveDate: seconds(Date.parse(last.timestamp)) }),
    ...redriveStatus({
      type,
      status,
      events: events.length,
      startDate,
      stopDate: end?.stopDate,
      now,
      isChild: mapRunArn !== undefined,
    }),
  };
}
