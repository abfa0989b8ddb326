/** What one operation of the Step Functions API must say: see the table in `index.ts`. */
import type { JsonObject } from '../../../core/json';
import type { ApiError } from '../apiError';
import type { Route } from '../machines';
import type { Parameters } from '../parameters';
import type { Caller, StepFunctionsService } from '../service';
import type { Tag } from '../tags';

export interface Operation {
  readonly parameters: Parameters;
  /**
   * Answers a request whose parameters are in order.
   *
   * @param input the request's members, as they came
   */
  run(input: ApiInput, service: StepFunctionsService, call: OperationCall): ApiAnswer | Promise<ApiAnswer>;
}

export interface OperationCall {
  /** Ends when the caller lets go. */
  readonly signal: AbortSignal;
  /** Absent: nobody knows. */
  readonly from?: Caller;
}

export type ApiAnswer = JsonObject | ApiError;

/** The members of a request that any operation reads; each operation's parameters say which of them are there. */
export interface ApiInput {
  readonly taskToken: string;
  readonly output: string;
  readonly error?: string;
  readonly cause?: string;
  readonly activityArn: string;
  readonly workerName?: string;
  readonly stateMachineArn: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly loggingConfiguration?: JsonObject;
  readonly tracingConfiguration?: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
  readonly publish?: boolean;
  readonly versionDescription?: string;
  readonly description?: string;
  readonly revisionId?: string;
  readonly stateMachineVersionArn: string;
  readonly stateMachineAliasArn: string;
  readonly routingConfiguration: readonly Route[];
  readonly resourceArn: string;
  readonly tags?: readonly Tag[];
  readonly tagKeys: readonly string[];
  readonly severity?: string;
  readonly executionArn: string;
  readonly name: string;
  readonly input?: string;
  readonly statusFilter?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly reverseOrder?: boolean;
  readonly includeExecutionData?: boolean;
  readonly includedData?: string;
  readonly mapRunArn: string;
  readonly maxConcurrency?: number;
  readonly toleratedFailurePercentage?: number;
  readonly toleratedFailureCount?: number;
  readonly redriveFilter?: string;
}

/** Moments travel as seconds, with milliseconds behind the point. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
