/** The request and answer of the TestState API (API reference, "TestState"). */
import type { TaskCall, TaskOutcome } from '../host';
import type { Shape } from './responseShapes';

export type InspectionLevel = 'INFO' | 'DEBUG' | 'TRACE';

export interface TestStateRequest {
  /** One state, or a whole machine together with `stateName`. */
  readonly definition: string;
  readonly stateName?: string;
  /** JSON text; `{}` where it is missing. */
  readonly input?: string;
  readonly inspectionLevel?: InspectionLevel;
  readonly revealSecrets?: boolean;
  readonly roleArn?: string;
  readonly mock?: {
    /** JSON text. */
    readonly result?: string;
    readonly errorOutput?: { readonly error?: string; readonly cause?: string };
    readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  };
  /** JSON text of the context object to use instead of a made-up one. */
  readonly context?: string;
  /** JSON text. */
  readonly variables?: string;
  readonly stateConfiguration?: {
    readonly retrierRetryCount?: number;
    readonly errorCausedByState?: string;
    readonly mapIterationFailureCount?: number;
    /** JSON text of the items an ItemReader would give. */
    readonly mapItemReaderData?: string;
  };
}

export interface TestStateHost {
  readonly region?: string;
  /** Of the made-up execution, where no role names an account. */
  readonly accountId?: string;
  now(): number;
  random(): number;
  uuid(): string;
  /** Time to wait, and time that tasks may take. Absent: none passes. */
  sleep?(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** What AWS's models say of the response to a Resource, against which a mock is checked. Absent: limits of ours alone. */
  responseShape?(resource: string): Shape | undefined;
  /** Answers a task without a mock. Absent: such a task fails. */
  runTask?(call: TaskCall): Promise<TaskOutcome>;
}

/** What each stage made of the data, as JSON texts, and figures of a Map. */
export type InspectionData = {
  [stage: string]: string | number | ErrorInspection;
};

export interface ErrorInspection {
  readonly catchIndex?: number;
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
}

export interface TestStateResponse {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** At the levels DEBUG and TRACE. */
  readonly inspectionData?: InspectionData;
}

/** A request that AWS refuses. */
export interface TestStateRefusal {
  readonly code: 'ValidationException' | 'InvalidDefinition';
  readonly message: string;
}

export type TestStateAnswer = { readonly response: TestStateResponse } | { readonly error: TestStateRefusal };
