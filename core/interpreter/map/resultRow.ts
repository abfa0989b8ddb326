/** What a ResultWriter tells of one child execution. Source: "ResultWriter (Map)". */
import type { Json, JsonObject } from '../../json';
import type { EndedChild } from './childExecution';

export type Transformation = 'NONE' | 'COMPACT' | 'FLATTEN';

/**
 * The rows of a child. "If a child workflow execution fails, Step Functions returns its execution result unchanged",
 * whatever the transformation.
 */
export function resultRows(child: EndedChild, transformation: Transformation): Json[] {
  if (transformation === 'NONE' || !child.output) return [executionRow(child)];
  const { value } = child.output;
  return transformation === 'FLATTEN' && Array.isArray(value) ? value : [value];
}

/** The output with the execution's metadata, in the order of AWS's examples. */
function executionRow(child: EndedChild): JsonObject {
  const succeeded = child.status === 'SUCCEEDED';
  return {
    ...(child.cause !== undefined && { Cause: child.cause }),
    ...(child.error !== undefined && { Error: child.error }),
    ExecutionArn: child.executionArn,
    Input: child.input.text,
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output && { Output: child.output.text, OutputDetails: { Included: true } }),
    RedriveCount: 0,
    RedriveStatus: succeeded ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(succeeded && { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: child.startDate,
    StateMachineArn: child.stateMachineArn,
    Status: child.status,
    StopDate: child.stopDate,
  };
}

/** A child that was never started, because the run ended first. */
export function pendingRow(input: string): JsonObject {
  return { Input: input, InputDetails: { Included: true }, Status: 'PENDING' };
}
