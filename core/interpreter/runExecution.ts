/** One execution from ExecutionStarted to its last event: the machine's own, or a child of a Distributed Map. */
import type { JsonObject } from '../json';
import { isPromise, type MaybePromise } from '../query';
import type { Execution } from './execution';
import type { Envelope, ErrorDetails, ExecutionResult, HistoryEventType } from './historyEvent';
import { NOT_TRUNCATED, type EventDetails } from './historyRecorder';
import type { JsonData } from './jsonData';
import { Line } from './line';
import { runLine } from './runLine';
import { ExecutionEnd, LineStopped, StateFailure } from './stateFailure';
import type { Program } from './step';

export interface ExecutionOptions {
  readonly execution: Execution;
  readonly program: Program;
  readonly input: JsonData;
  readonly roleArn: string;
  /** The line that waits for this execution, where it is a child. */
  readonly parent?: Line;
  /** Of the line this execution belongs to, where it is a child. */
  readonly line?: { readonly id: string; readonly iterations: readonly number[]; readonly depth: number };
  readonly mapContext?: JsonObject;
}

/** One for all executions: envelopes of states can then be shared. */
const NO_ITERATIONS: readonly number[] = [];

export function runExecution(options: ExecutionOptions): MaybePromise<ExecutionResult> {
  const { execution, input, roleArn } = options;
  const place: Envelope = { line: options.line?.id ?? '', iterations: options.line?.iterations ?? NO_ITERATIONS };
  if (execution.resumed) execution.resumed.begin(execution.history, place);
  else {
    execution.history.record('ExecutionStarted', 0, place, {
      executionStartedEventDetails: { input: input.text, inputDetails: NOT_TRUNCATED, roleArn },
    });
  }
  // The first state follows nothing, like ExecutionStarted itself (recorded).
  const line = new Line({
    execution,
    id: place.line,
    iterations: place.iterations,
    depth: options.line?.depth ?? 0,
    previous: 0,
    data: input,
    variables: {},
    ...(options.mapContext && { mapContext: options.mapContext }),
  });
  execution.root = line;
  execution.resumed?.placeRoot(line);
  options.parent?.addSubordinate(line);
  const finish = (thrown: unknown): ExecutionResult => {
    options.parent?.removeSubordinate(line);
    if (thrown === undefined) return succeed(execution, line, place);
    return end(execution, line, place, execution.end ?? thrown);
  };
  try {
    const running = runLine(line, options.program);
    if (!isPromise(running)) return finish(undefined);
    return running.then(() => finish(undefined)).catch(finish);
  } catch (thrown) {
    return finish(thrown);
  }
}

function succeed(execution: Execution, line: Line, place: Envelope): ExecutionResult {
  const output = line.data.text;
  execution.history.record('ExecutionSucceeded', line.previous, place, {
    executionSucceededEventDetails: { output, outputDetails: NOT_TRUNCATED },
  });
  return { status: 'SUCCEEDED', output };
}

const ENDS = {
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const satisfies Record<string, readonly [HistoryEventType, keyof EventDetails]>;

function end(execution: Execution, line: Line, place: Envelope, thrown: unknown): ExecutionResult {
  if (!(thrown instanceof StateFailure || thrown instanceof ExecutionEnd)) {
    if (thrown instanceof LineStopped) return { status: 'ABORTED' };
    throw thrown;
  }
  const status = thrown instanceof ExecutionEnd ? thrown.status : 'FAILED';
  const details: ErrorDetails = thrown.details;
  const [type, key] = ENDS[status];
  // A failure follows what caused it; an abort or a timeout follows nothing (measured).
  const previous = status === 'FAILED' ? line.previous : 0;
  execution.history.record(type, previous, place, { [key]: details }, true);
  return { status, ...details };
}
