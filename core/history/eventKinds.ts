/**
 * What each type of history event is about and what it means: one row each, which every fold over a history reads. Types and
 * the members that hold their details are the API reference's (GetExecutionHistory, HistoryEvent).
 */
import type { ErrorDetails, HistoryEvent, HistoryEventType } from '../interpreter/historyEvent';
import type { StateType } from '../model/machine';

/** `subject what-happened`. An attempt is one try of a Task; the children of a Parallel or Map are its branches or iterations. */
export type EventMeaning =
  | `execution ${'started' | 'redriven' | 'succeeded' | 'failed' | 'timed out' | 'aborted'}`
  | `state ${'entered' | 'exited' | 'aborted'}`
  | `attempt ${'scheduled' | 'started' | 'submitted' | 'succeeded' | 'failed' | 'timed out'}`
  | `children ${'started' | 'succeeded' | 'failed'}`
  | `iteration ${'started' | 'succeeded' | 'failed' | 'aborted'}`
  | `map run ${'started' | 'redriven' | 'succeeded' | 'failed' | 'aborted'}`
  | 'evaluation failed';

export type EventSubject = EventMeaning extends infer Meaning
  ? Meaning extends `map run ${string}`
    ? 'map run'
    : Meaning extends `${infer Subject} ${string}`
      ? Subject
      : never
  : never;

/** Members of {@link HistoryEvent} that hold details. */
export type DetailsMember = Extract<keyof HistoryEvent, `${string}EventDetails`>;

export interface EventKind {
  readonly meaning: EventMeaning;
  readonly about: EventSubject;
  /** Something went wrong: it failed or timed out, or a Fail was reached. What was stopped from outside has not failed. */
  readonly isFailure: boolean;
  /** The member that holds its details; absent where AWS tells none. */
  readonly details?: DetailsMember;
  /** The detail that tells the state's name. */
  readonly nameIn?: 'name' | 'state';
  /** The type of the state, where the event's own type tells it. */
  readonly stateType?: StateType;
  /** Of an attempt: what was called. */
  readonly called?: 'function' | 'activity' | 'integration';
}

type Row = readonly [meaning: EventMeaning, details?: DetailsMember, about?: Pick<EventKind, 'stateType' | 'called'>];

const MAP = { stateType: 'Map' } as const;
const PARALLEL = { stateType: 'Parallel' } as const;
const FUNCTION = { stateType: 'Task', called: 'function' } as const;
const ACTIVITY = { stateType: 'Task', called: 'activity' } as const;
const INTEGRATION = { stateType: 'Task', called: 'integration' } as const;

const entered = (stateType: StateType): Row => ['state entered', 'stateEnteredEventDetails', { stateType }];
const exited = (stateType: StateType): Row => ['state exited', 'stateExitedEventDetails', { stateType }];

const ROWS: { readonly [Type in HistoryEventType]: Row } = {
  ExecutionStarted: ['execution started', 'executionStartedEventDetails'],
  ExecutionRedriven: ['execution redriven', 'executionRedrivenEventDetails'],
  ExecutionSucceeded: ['execution succeeded', 'executionSucceededEventDetails'],
  ExecutionFailed: ['execution failed', 'executionFailedEventDetails'],
  ExecutionTimedOut: ['execution timed out', 'executionTimedOutEventDetails'],
  ExecutionAborted: ['execution aborted', 'executionAbortedEventDetails'],

  PassStateEntered: entered('Pass'),
  TaskStateEntered: entered('Task'),
  ChoiceStateEntered: entered('Choice'),
  WaitStateEntered: entered('Wait'),
  SucceedStateEntered: entered('Succeed'),
  FailStateEntered: entered('Fail'),
  ParallelStateEntered: entered('Parallel'),
  MapStateEntered: entered('Map'),

  PassStateExited: exited('Pass'),
  TaskStateExited: exited('Task'),
  ChoiceStateExited: exited('Choice'),
  WaitStateExited: exited('Wait'),
  SucceedStateExited: exited('Succeed'),
  ParallelStateExited: exited('Parallel'),
  MapStateExited: exited('Map'),

  TaskStateAborted: ['state aborted', undefined, { stateType: 'Task' }],
  WaitStateAborted: ['state aborted', undefined, { stateType: 'Wait' }],
  ParallelStateAborted: ['state aborted', undefined, PARALLEL],
  MapStateAborted: ['state aborted', undefined, MAP],

  TaskScheduled: ['attempt scheduled', 'taskScheduledEventDetails', INTEGRATION],
  TaskStarted: ['attempt started', 'taskStartedEventDetails', INTEGRATION],
  TaskSubmitted: ['attempt submitted', 'taskSubmittedEventDetails', INTEGRATION],
  TaskSucceeded: ['attempt succeeded', 'taskSucceededEventDetails', INTEGRATION],
  TaskStartFailed: ['attempt failed', 'taskStartFailedEventDetails', INTEGRATION],
  TaskSubmitFailed: ['attempt failed', 'taskSubmitFailedEventDetails', INTEGRATION],
  TaskFailed: ['attempt failed', 'taskFailedEventDetails', INTEGRATION],
  TaskTimedOut: ['attempt timed out', 'taskTimedOutEventDetails', INTEGRATION],

  LambdaFunctionScheduled: ['attempt scheduled', 'lambdaFunctionScheduledEventDetails', FUNCTION],
  LambdaFunctionStarted: ['attempt started', undefined, FUNCTION],
  LambdaFunctionSucceeded: ['attempt succeeded', 'lambdaFunctionSucceededEventDetails', FUNCTION],
  LambdaFunctionScheduleFailed: ['attempt failed', 'lambdaFunctionScheduleFailedEventDetails', FUNCTION],
  LambdaFunctionStartFailed: ['attempt failed', 'lambdaFunctionStartFailedEventDetails', FUNCTION],
  LambdaFunctionFailed: ['attempt failed', 'lambdaFunctionFailedEventDetails', FUNCTION],
  LambdaFunctionTimedOut: ['attempt timed out', 'lambdaFunctionTimedOutEventDetails', FUNCTION],

  ActivityScheduled: ['attempt scheduled', 'activityScheduledEventDetails', ACTIVITY],
  ActivityStarted: ['attempt started', 'activityStartedEventDetails', ACTIVITY],
  ActivitySucceeded: ['attempt succeeded', 'activitySucceededEventDetails', ACTIVITY],
  ActivityScheduleFailed: ['attempt failed', 'activityScheduleFailedEventDetails', ACTIVITY],
  ActivityFailed: ['attempt failed', 'activityFailedEventDetails', ACTIVITY],
  ActivityTimedOut: ['attempt timed out', 'activityTimedOutEventDetails', ACTIVITY],

  ParallelStateStarted: ['children started', undefined, PARALLEL],
  ParallelStateSucceeded: ['children succeeded', undefined, PARALLEL],
  ParallelStateFailed: ['children failed', undefined, PARALLEL],
  MapStateStarted: ['children started', 'mapStateStartedEventDetails', MAP],
  MapStateSucceeded: ['children succeeded', undefined, MAP],
  MapStateFailed: ['children failed', undefined, MAP],

  MapIterationStarted: ['iteration started', 'mapIterationStartedEventDetails'],
  MapIterationSucceeded: ['iteration succeeded', 'mapIterationSucceededEventDetails'],
  MapIterationFailed: ['iteration failed', 'mapIterationFailedEventDetails'],
  MapIterationAborted: ['iteration aborted', 'mapIterationAbortedEventDetails'],

  MapRunStarted: ['map run started', 'mapRunStartedEventDetails', MAP],
  MapRunRedriven: ['map run redriven', 'mapRunRedrivenEventDetails', MAP],
  MapRunSucceeded: ['map run succeeded', undefined, MAP],
  MapRunFailed: ['map run failed', 'mapRunFailedEventDetails', MAP],
  MapRunAborted: ['map run aborted', undefined, MAP],

  EvaluationFailed: ['evaluation failed', 'evaluationFailedEventDetails'],
};

const KINDS: ReadonlyMap<string, EventKind> = new Map(
  Object.entries(ROWS).map(([type, row]) => [type, kindFrom(row)] as const),
);

function kindFrom([meaning, details, more]: Row): EventKind {
  const about = /^(?:map run|\w+)/.exec(meaning)![0] as EventSubject;
  const nameIn =
    about === 'evaluation' ? 'state' : about === 'iteration' || (about === 'state' && details) ? 'name' : undefined;
  return {
    meaning,
    about,
    isFailure: /(?:failed|timed out)$/.test(meaning) || more?.stateType === 'Fail',
    ...(details && { details }),
    ...(nameIn && { nameIn }),
    ...more,
  };
}

/** Undefined for a type that AWS has not (yet): histories come from outside. */
export function kindOf(type: string): EventKind | undefined {
  return KINDS.get(type);
}

/** Every known type with its kind. */
export function eventKinds(): IterableIterator<[string, EventKind]> {
  return KINDS.entries() as IterableIterator<[string, EventKind]>;
}

/** Error and cause, as far as the event tells them. */
export function errorOf(event: HistoryEvent): ErrorDetails {
  const member = kindOf(event.type)?.details;
  const { error, cause } = ((member && event[member]) ?? {}) as ErrorDetails;
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** The name of the state, where the event tells it. */
export function stateNameIn(event: HistoryEvent): string | undefined {
  const { details, nameIn } = kindOf(event.type) ?? {};
  return details && nameIn && (event[details] as { readonly [member: string]: string } | undefined)?.[nameIn];
}

/** Of a meaning `execution …`: the status that the execution then has. */
export const EXECUTION_STATUS = {
  'execution started': 'RUNNING',
  'execution redriven': 'RUNNING',
  'execution succeeded': 'SUCCEEDED',
  'execution failed': 'FAILED',
  'execution timed out': 'TIMED_OUT',
  'execution aborted': 'ABORTED',
} as const;

/** Undefined where the event is not one of the execution's own. */
export function executionStatusAfter(
  type: string,
): (typeof EXECUTION_STATUS)[keyof typeof EXECUTION_STATUS] | undefined {
  const kind = kindOf(type);
  return kind?.about === 'execution' ? EXECUTION_STATUS[kind.meaning as keyof typeof EXECUTION_STATUS] : undefined;
}
