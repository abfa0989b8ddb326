/** GetExecutionHistory: of an execution that runs, the events so far. */
import type { HistoryEvent } from '../../../core/interpreter/historyEvent';
import type { JsonObject } from '../../../core/json';
import { ApiError } from '../apiError';
import { executionOf } from '../arns';
import { page } from '../paging';
import { ARN, PAGING } from '../parameters';
import { seconds, type Operation } from './operation';

export const getExecutionHistory: Operation = {
  parameters: {
    executionArn: ARN,
    ...PAGING,
    reverseOrder: { type: 'boolean' },
    includeExecutionData: { type: 'boolean' },
  },
  run(request, service) {
    const execution = executionOf(request.executionArn, service);
    if (execution instanceof ApiError) return execution;
    const events = request.reverseOrder ? [...execution.events].reverse() : execution.events;
    const isWhole = request.includeExecutionData !== false;
    return page('events', events, request, {
      key: ({ id }) => String(id),
      show: (event) => shown(event, isWhole),
    });
  },
};

/** What is left out where the caller wants no data of the execution. */
const DATA = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

function shown({ timestamp, ...event }: HistoryEvent, isWhole: boolean): JsonObject {
  const whole = { ...event, timestamp: seconds(Date.parse(timestamp)) } as unknown as JsonObject;
  if (isWhole) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) =>
      typeof value === 'object' && value !== null
        ? [name, Object.fromEntries(Object.entries(value).filter(([key]) => !DATA.has(key)))]
        : [name, value],
    ),
  ) as JsonObject;
}
