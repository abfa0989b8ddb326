/** The events of a task attempt: functions, activities and integrations each have their own set. */
import type { ErrorDetails, HistoryEventType } from './historyEvent';
import { NOT_TRUNCATED, type EventDetails } from './historyRecorder';
import type { Strand } from './strand';
import type { TaskCall } from './host';
import type { TaskResource } from './taskResource';

export interface ScheduledTask {
  readonly resource: TaskResource;
  readonly region: string;
  /** JSON text of what is sent. */
  readonly input: string;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly roleArn: string | undefined;
}

type Details<Key extends keyof EventDetails> = NonNullable<EventDetails[Key]>;

export type FailureStage = 'schedule' | 'start' | 'submit' | 'run' | 'timeout';

export interface TaskEvents {
  scheduled(strand: Strand, task: ScheduledTask): void;
  started(strand: Strand, task: ScheduledTask, workerName?: string): void;
  succeeded(strand: Strand, task: ScheduledTask, output: string): void;
  failed(strand: Strand, task: ScheduledTask, stage: FailureStage, details: ErrorDetails): void;
}

const FUNCTION_FAILURES: Record<FailureStage, [HistoryEventType, keyof EventDetails]> = {
  schedule: ['LambdaFunctionScheduleFailed', 'lambdaFunctionScheduleFailedEventDetails'],
  start: ['LambdaFunctionStartFailed', 'lambdaFunctionStartFailedEventDetails'],
  submit: ['LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails'],
  run: ['LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails'],
  timeout: ['LambdaFunctionTimedOut', 'lambdaFunctionTimedOutEventDetails'],
};

const ACTIVITY_FAILURES: Record<FailureStage, [HistoryEventType, keyof EventDetails]> = {
  schedule: ['ActivityScheduleFailed', 'activityScheduleFailedEventDetails'],
  start: ['ActivityFailed', 'activityFailedEventDetails'],
  submit: ['ActivityFailed', 'activityFailedEventDetails'],
  run: ['ActivityFailed', 'activityFailedEventDetails'],
  timeout: ['ActivityTimedOut', 'activityTimedOutEventDetails'],
};

const INTEGRATION_FAILURES: Record<FailureStage, [HistoryEventType, keyof EventDetails]> = {
  schedule: ['TaskFailed', 'taskFailedEventDetails'],
  start: ['TaskStartFailed', 'taskStartFailedEventDetails'],
  submit: ['TaskSubmitFailed', 'taskSubmitFailedEventDetails'],
  run: ['TaskFailed', 'taskFailedEventDetails'],
  timeout: ['TaskTimedOut', 'taskTimedOutEventDetails'],
};

/** What every attempt of a task has is set by name: see {@link BegunEvent}. */
export const TASK_EVENTS: Record<TaskCall['kind'], TaskEvents> = {
  lambda: {
    scheduled(strand, task) {
      const details: Details<'lambdaFunctionScheduledEventDetails'> = {
        resource: task.resource.text,
        input: task.input,
        inputDetails: NOT_TRUNCATED,
      };
      if (task.timeoutSeconds !== undefined) details.timeoutInSeconds = task.timeoutSeconds;
      if (task.roleArn !== undefined) details.taskCredentials = { roleArn: task.roleArn };
      const event = strand.begin('LambdaFunctionScheduled');
      event.lambdaFunctionScheduledEventDetails = details;
      strand.tell(event);
    },
    started: (strand) => void strand.advance('LambdaFunctionStarted'),
    succeeded(strand, _task, output) {
      const event = strand.begin('LambdaFunctionSucceeded');
      event.lambdaFunctionSucceededEventDetails = { output, outputDetails: NOT_TRUNCATED };
      strand.tell(event);
    },
    failed(strand, _task, stage, details) {
      const [type, key] = FUNCTION_FAILURES[stage];
      strand.advance(type, { [key]: details });
    },
  },
  activity: {
    scheduled(strand, task) {
      const details: Details<'activityScheduledEventDetails'> = {
        resource: task.resource.text,
        input: task.input,
        inputDetails: NOT_TRUNCATED,
      };
      addTimeLimits(details, task);
      strand.advance('ActivityScheduled', { activityScheduledEventDetails: details });
    },
    started: (strand, _task, workerName) =>
      void strand.advance('ActivityStarted', {
        activityStartedEventDetails: workerName === undefined ? {} : { workerName },
      }),
    succeeded: (strand, _task, output) =>
      void strand.advance('ActivitySucceeded', {
        activitySucceededEventDetails: { output, outputDetails: NOT_TRUNCATED },
      }),
    failed(strand, _task, stage, details) {
      const [type, key] = ACTIVITY_FAILURES[stage];
      strand.advance(type, { [key]: details });
    },
  },
  integration: {
    scheduled(strand, task) {
      const details: Details<'taskScheduledEventDetails'> = {
        resourceType: task.resource.resourceType,
        resource: task.resource.resource,
        region: task.region,
        parameters: task.input,
      };
      addTimeLimits(details, task);
      if (task.roleArn !== undefined) details.taskCredentials = { roleArn: task.roleArn };
      const event = strand.begin('TaskScheduled');
      event.taskScheduledEventDetails = details;
      strand.tell(event);
    },
    started(strand, task) {
      const event = strand.begin('TaskStarted');
      event.taskStartedEventDetails = named(task);
      strand.tell(event);
    },
    succeeded(strand, task, output) {
      const event = strand.begin('TaskSucceeded');
      event.taskSucceededEventDetails = {
        resourceType: task.resource.resourceType,
        resource: task.resource.resource,
        output,
        outputDetails: NOT_TRUNCATED,
      };
      strand.tell(event);
    },
    failed(strand, task, stage, details) {
      const [type, key] = INTEGRATION_FAILURES[stage];
      strand.advance(type, { [key]: { ...named(task), ...details } });
    },
  },
};

/** The service took the request of a `.sync` or `.waitForTaskToken` task. */
export function recordSubmitted(strand: Strand, task: ScheduledTask, output: string): void {
  strand.advance('TaskSubmitted', {
    taskSubmittedEventDetails: { ...named(task), output, outputDetails: NOT_TRUNCATED },
  });
}

function named({ resource }: ScheduledTask) {
  return { resourceType: resource.resourceType, resource: resource.resource };
}

/** Assigned one by one: spreading what is mostly missing would cost more than the event. */
function addTimeLimits(
  details: { timeoutInSeconds?: number; heartbeatInSeconds?: number },
  { timeoutSeconds, heartbeatSeconds }: ScheduledTask,
): void {
  if (timeoutSeconds !== undefined) details.timeoutInSeconds = timeoutSeconds;
  if (heartbeatSeconds !== undefined) details.heartbeatInSeconds = heartbeatSeconds;
}
