/**
 * AWS's own `HistoryEvent` (GetExecutionHistory, API version 2016-11-23), and the private envelope
 * our views need. The envelope never leaks into a saved history.
 */
import type { FailureFacts } from '../handlers';
import type { Json } from '../json';

export type { FailureFacts, LayerFact } from '../handlers';

/** One event. Details stand under the key AWS uses for the type, such as `stateEnteredEventDetails`. */
export interface HistoryEvent {
  /** From 1, without gaps. */
  readonly id: number;
  readonly previousEventId: number;
  readonly type: HistoryEventType;
  /** ISO 8601 with milliseconds, UTC. */
  readonly timestamp: string;
  readonly executionStartedEventDetails?: { input: string; inputDetails?: CloudWatchDetails; roleArn?: string };
  readonly executionSucceededEventDetails?: { output: string; outputDetails?: CloudWatchDetails };
  readonly executionFailedEventDetails?: ErrorDetails;
  readonly executionAbortedEventDetails?: ErrorDetails;
  readonly executionTimedOutEventDetails?: ErrorDetails;
  readonly stateEnteredEventDetails?: { name: string; input: string; inputDetails?: CloudWatchDetails };
  readonly stateExitedEventDetails?: {
    name: string;
    output?: string;
    outputDetails?: CloudWatchDetails;
    assignedVariables?: { [name: string]: string };
    assignedVariablesDetails?: CloudWatchDetails;
  };
  readonly taskScheduledEventDetails?: {
    resourceType: string;
    resource: string;
    region: string;
    parameters: string;
    timeoutInSeconds?: number;
    heartbeatInSeconds?: number;
    taskCredentials?: { roleArn: string };
  };
  readonly taskStartedEventDetails?: { resourceType: string; resource: string };
  readonly taskSubmittedEventDetails?: {
    resourceType: string;
    resource: string;
    output?: string;
    outputDetails?: CloudWatchDetails;
  };
  readonly taskSucceededEventDetails?: {
    resourceType: string;
    resource: string;
    output?: string;
    outputDetails?: CloudWatchDetails;
  };
  readonly taskFailedEventDetails?: { resourceType: string; resource: string } & ErrorDetails;
  readonly taskTimedOutEventDetails?: { resourceType: string; resource: string } & ErrorDetails;
  readonly taskSubmitFailedEventDetails?: { resourceType: string; resource: string } & ErrorDetails;
  readonly taskStartFailedEventDetails?: { resourceType: string; resource: string } & ErrorDetails;
  readonly lambdaFunctionScheduledEventDetails?: {
    resource: string;
    input?: string;
    inputDetails?: CloudWatchDetails;
    timeoutInSeconds?: number;
    taskCredentials?: { roleArn: string };
  };
  readonly lambdaFunctionScheduleFailedEventDetails?: ErrorDetails;
  readonly lambdaFunctionStartFailedEventDetails?: ErrorDetails;
  readonly lambdaFunctionSucceededEventDetails?: { output?: string; outputDetails?: CloudWatchDetails };
  readonly lambdaFunctionFailedEventDetails?: ErrorDetails;
  readonly lambdaFunctionTimedOutEventDetails?: ErrorDetails;
  readonly activityScheduledEventDetails?: {
    resource: string;
    input?: string;
    inputDetails?: CloudWatchDetails;
    timeoutInSeconds?: number;
    heartbeatInSeconds?: number;
  };
  readonly activityStartedEventDetails?: { workerName?: string };
  readonly activitySucceededEventDetails?: { output?: string; outputDetails?: CloudWatchDetails };
  readonly activityFailedEventDetails?: ErrorDetails;
  readonly activityTimedOutEventDetails?: ErrorDetails;
  readonly activityScheduleFailedEventDetails?: ErrorDetails;
  readonly mapStateStartedEventDetails?: { length: number };
  readonly mapIterationStartedEventDetails?: { name: string; index: number };
  readonly mapIterationSucceededEventDetails?: { name: string; index: number };
  readonly mapIterationFailedEventDetails?: { name: string; index: number };
  readonly mapIterationAbortedEventDetails?: { name: string; index: number };
  readonly mapRunStartedEventDetails?: { mapRunArn: string };
  readonly mapRunFailedEventDetails?: ErrorDetails;
  readonly mapRunRedrivenEventDetails?: { mapRunArn: string; redriveCount: number };
  readonly executionRedrivenEventDetails?: { redriveCount: number };
  readonly evaluationFailedEventDetails?: { state: string; location?: string } & ErrorDetails;
}

export interface ErrorDetails {
  error?: string;
  cause?: string;
}

export interface CloudWatchDetails {
  truncated: boolean;
}

type StateEvents = `${'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map'}StateEntered`;
type StateExits = `${'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Parallel' | 'Map'}StateExited`;

export type HistoryEventType =
  | StateEvents
  | StateExits
  | 'ExecutionStarted'
  | 'ExecutionSucceeded'
  | 'ExecutionFailed'
  | 'ExecutionAborted'
  | 'ExecutionTimedOut'
  | 'ExecutionRedriven'
  | `Task${'Scheduled' | 'Started' | 'StartFailed' | 'Submitted' | 'SubmitFailed' | 'Succeeded' | 'Failed' | 'TimedOut' | 'StateAborted'}`
  | `LambdaFunction${'Scheduled' | 'ScheduleFailed' | 'Started' | 'StartFailed' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `Activity${'Scheduled' | 'ScheduleFailed' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | `ParallelState${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapState${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapRun${'Started' | 'Succeeded' | 'Failed' | 'Aborted' | 'Redriven'}`
  | 'WaitStateAborted'
  | 'EvaluationFailed';

/**
 * What travels from the interpreter to every view: either an event of the history, or a note about
 * something AWS's history does not record (a retry waiting, a transition taken) that views may show.
 */
export type RunEvent =
  | { readonly kind: 'history'; readonly event: HistoryEvent; readonly envelope: Envelope }
  /** An event of a child execution of a Distributed Map: it stands in that execution's history, not in this one's. */
  | {
      readonly kind: 'childHistory';
      readonly executionArn: string;
      readonly event: HistoryEvent;
      readonly envelope: Envelope;
    }
  | { readonly kind: 'note'; readonly note: RunNote; readonly envelope: Envelope };

/** Where in the machine and in which strand something happened. */
export interface Envelope {
  /** {@link State.path} of the state; absent for events of the execution itself. */
  readonly statePath?: string;
  /**
   * The strand: `''` is the main one; each Parallel branch and Map iteration appends
   * `/STATE_PATH_OWNER#ATTEMPT:INDEX` segments. Views group by it.
   */
  readonly strand: string;
  /** Indices of the enclosing Map iterations, outermost first. */
  readonly iterations: readonly number[];
}

/** Not in AWS's history: see {@link RunEvent}. */
export type RunNote =
  | {
      readonly type: 'TransitionTaken';
      readonly from: string;
      readonly to?: string;
      readonly transition: 'next' | 'choice' | 'default' | 'catch' | 'end';
      readonly index: number;
    }
  | {
      readonly type: 'RetryScheduled';
      readonly retrier: number;
      readonly attempt: number;
      readonly delaySeconds: number;
      readonly error: string;
      readonly cause?: string;
    }
  | { readonly type: 'Caught'; readonly catcher: number; readonly error: string; readonly cause?: string }
  | { readonly type: 'WaitStarted'; readonly until: string; readonly seconds: number }
  /** How far a Distributed Map has come: when it starts, now and then, and when it ends. */
  | { readonly type: 'MapRun'; readonly mapRun: MapRunDescription }
  /**
   * Until the next event the run stood still: a person looked at a stop of the debugger, or it had been stopped and now goes
   * on. Moments of events tell the time of day; no duration counts this.
   */
  | { readonly type: 'StoodStill'; readonly milliseconds: number }
  /** What the task is answered with was inferred from what the machine reads: nothing has really answered. */
  | { readonly type: 'AnswerInferred' }
  | ({ readonly type: 'ServiceCalled' } & CalledService)
  /** Why what fails next in this place fails, beside AWS's own words: the event or note of the failure follows. */
  | ({ readonly type: 'Explained' } & Explanation)
  /** What is known of a task's failure that its cause does not tell; the event of the failure follows. */
  | ({ readonly type: 'FailureFacts' } & FailureFacts)
  /** Of a Distributed Map in a history that holds nothing of its child executions. */
  | { readonly type: 'ChildrenNotSaved' }
  /** A handler's or runner's own words while a task runs, for console and terminal. */
  | { readonly type: 'TaskLog'; readonly stream: 'stdout' | 'stderr' | 'info'; readonly text: string };

/** One line of ours about a failure, made of the values that were there. */
export interface Explanation {
  readonly sentence: string;
  /** What would mend it. */
  readonly edit?: DefinitionEdit;
}

/** A change of one member of a state, in whatever language the definition is written. */
export interface DefinitionEdit {
  readonly title: string;
  /** {@link State.path} */
  readonly statePath: string;
  /** Names and indices from the state to the member. */
  readonly at: readonly (string | number)[];
  /** What stands there: where it is something else by now, the change is not to be made. */
  readonly was: Json;
  /** What the member is to be called; absent: as it is. */
  readonly name?: string;
  /** What is to stand there; absent: what stands there. */
  readonly value?: string;
}

/** A call of an AWS service that the handler of a task has made. */
export interface CalledService {
  /** `DynamoDB`. */
  readonly service: string;
  /** `GetItem`. */
  readonly action: string;
  /** JSON text; of what is very long a word of its length. */
  readonly input: string;
  /** What answered; `model`: the service would refuse it; `inferred`: nothing has, it was made up; `nobody`: it failed here. */
  readonly by: 'mock' | 'stand-in' | 'endpoint' | 'aws' | 'person' | 'model' | 'inferred' | 'nobody';
  readonly output?: string;
  readonly error?: ErrorDetails;
}

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** What DescribeMapRun answers (API reference), with dates as in {@link HistoryEvent}. */
export interface MapRunDescription {
  readonly mapRunArn: string;
  readonly executionArn: string;
  readonly status: MapRunStatus;
  readonly startDate: string;
  readonly stopDate?: string;
  /** 0: as many as AWS allows. */
  readonly maxConcurrency: number;
  readonly toleratedFailurePercentage: number;
  readonly toleratedFailureCount: number;
  /** Items; with an ItemBatcher there are several to an execution. */
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  readonly redriveCount: number;
  /** Of the last redrive. */
  readonly redriveDate?: string;
}

export interface MapRunCounts {
  readonly pending: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly total: number;
  readonly resultsWritten: number;
  readonly failuresNotRedrivable: number;
  readonly pendingRedrive: number;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How an execution ended. */
export interface ExecutionResult {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  /** JSON text, where it succeeded. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Variables and data a debugger may read; see `PausePoint`. */
export type Variables = { [name: string]: Json };
