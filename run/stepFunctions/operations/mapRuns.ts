/** ListMapRuns, DescribeMapRun, UpdateMapRun. Shapes and errors: the API reference. */
import { ApiError, apiError } from '../apiError';
import { executionOf, mapRunOf } from '../arns';
import type { LocalMapRun } from '../mapRuns';
import { page } from '../paging';
import { ARN, LONG_PAGING, MAP_RUN_ARN } from '../parameters';
import { seconds, type Operation } from './operation';

export const listMapRuns: Operation = {
  parameters: { executionArn: ARN, ...LONG_PAGING },
  run(request, service) {
    const execution = executionOf(request.executionArn, service);
    if (execution instanceof ApiError) return execution;
    return page('mapRuns', service.mapRuns.of(execution.arn), request, {
      key: ({ arn }) => arn,
      place: ({ ordinal }) => ordinal,
      show: listed,
    });
  },
};

function listed({ arn, executionArn, machineArn, description: { startDate, stopDate } }: LocalMapRun) {
  return {
    executionArn,
    mapRunArn: arn,
    stateMachineArn: machineArn,
    startDate: moment(startDate),
    ...(stopDate !== undefined && { stopDate: moment(stopDate) }),
  };
}

export const describeMapRun: Operation = {
  parameters: { mapRunArn: MAP_RUN_ARN },
  run({ mapRunArn }, service) {
    const run = mapRunOf(mapRunArn, service);
    if (run instanceof ApiError) return run;
    const { startDate, stopDate, redriveDate, itemCounts, executionCounts, ...rest } = run.description;
    return {
      ...rest,
      startDate: moment(startDate),
      ...(stopDate !== undefined && { stopDate: moment(stopDate) }),
      ...(redriveDate !== undefined && { redriveDate: moment(redriveDate) }),
      itemCounts: { ...itemCounts },
      executionCounts: { ...executionCounts },
    };
  },
};

export const updateMapRun: Operation = {
  parameters: {
    mapRunArn: MAP_RUN_ARN,
    maxConcurrency: { type: 'number', least: 0 },
    toleratedFailurePercentage: { type: 'number', least: 0, most: 100 },
    toleratedFailureCount: { type: 'number', least: 0 },
  },
  run({ mapRunArn, maxConcurrency, toleratedFailurePercentage, toleratedFailureCount }, service) {
    const run = mapRunOf(mapRunArn, service);
    if (run instanceof ApiError) return run;
    const { status } = run.description;
    if (status !== 'RUNNING') return apiError.unfitting(`The Map Run is ${status} and cannot be updated.`);
    run.update({
      ...(maxConcurrency != null && { maxConcurrency }),
      ...(toleratedFailurePercentage != null && { toleratedFailurePercentage }),
      ...(toleratedFailureCount != null && { toleratedFailureCount }),
    });
    return {};
  },
};

function moment(timestamp: string): number {
  return seconds(Date.parse(timestamp));
}
