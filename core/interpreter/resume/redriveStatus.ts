/**
 * Whether an execution may be redriven. Sources: "Restarting state machine executions with redrive in Step Functions" (guide,
 * section on eligibility) and `redriveStatusReason` of DescribeExecution (API reference), whose texts these are.
 */
import type { ExecutionStatus } from '../historyEvent';

/** Of a standard execution, from its end on. */
const REDRIVABLE_DAYS = 14;
const DAY = 86_400_000;
/** An execution may be open for a year (quotas page). */
const LONGEST_EXECUTION = 365 * DAY;
/** ExecutionRedriven and one event more must fit below 25,000. */
const MOST_EVENTS = 24_999;

export interface RedriveQuestion {
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly status: ExecutionStatus;
  /** Events of its history so far. */
  readonly events: number;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly stopDate?: number;
  readonly now: number;
  /** Of a Map Run. */
  readonly isChild?: boolean;
}

/** `redriveStatus` and `redriveStatusReason`, as DescribeExecution answers them. */
export interface RedriveStatus {
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

export function redriveStatus(execution: RedriveQuestion): RedriveStatus {
  const redriveStatusReason = reasonAgainst(execution);
  return redriveStatusReason === undefined
    ? { redriveStatus: execution.isChild ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE' }
    : { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
}

function reasonAgainst({ type, status, events, startDate, stopDate, now }: RedriveQuestion): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  // The API answers so for express executions, which DescribeExecution does not know at all: the words are ours.
  if (type === 'EXPRESS') return 'Execution is EXPRESS and cannot be redriven';
  if (events >= MOST_EVENTS) return 'Execution history event limit exceeded';
  if (now - startDate >= LONGEST_EXECUTION) return 'Execution has exceeded the max execution time';
  if (stopDate !== undefined && now - stopDate > REDRIVABLE_DAYS * DAY) return 'Execution redrivable period exceeded';
  return undefined;
}
