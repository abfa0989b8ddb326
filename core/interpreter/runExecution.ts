/** One execution from ExecutionStarted to its last event: the machine's own, or a child of a Distributed Map. */
import type { JsonObject } from '../json';
import { isPromise, type MaybePromise } from '../query';
import type { Execution } from './execution';
import type { Envelope, ErrorDetails, ExecutionResult, HistoryEventType } from './historyEvent';
import { NOT_TRUNCATED, type EventDetails } from './historyRecorder';
import type { JsonData } from './jsonData';
import { Strand, type StrandOptions } from './strand';
import { runStrand } from './runStrand';
import { ExecutionEnd, StrandStopped, StateFailure } from './stateFailure';
import type { Program } from './step';

export interface ExecutionOptions {
  readonly execution: Execution;
  readonly program: Program;
  readonly input: JsonData;
  readonly roleArn: string;
  /** The strand that waits for this execution, where it is a child. */
  readonly parent?: Strand;
  /** Of the strand this execution belongs to, where it is a child. */
  readonly strand?: Pick<StrandOptions, 'id' | 'iterations' | 'depth' | 'around'>;
  readonly mapContext?: JsonObject;
}

/** One for all executions: envelopes of states can then be shared. */
const NO_ITERATIONS: readonly number[] = [];

export function runExecution(options: ExecutionOptions): MaybePromise<ExecutionResult> {
  const { execution, input, roleArn } = options;
  const place: Envelope = { strand: options.strand?.id ?? '', iterations: options.strand?.iterations ?? NO_ITERATIONS };
  if (execution.resumed) execution.resumed.begin(execution.history, place);
  else {
    execution.history.record('ExecutionStarted', 0, place, {
      executionStartedEventDetails: { input: input.text, inputDetails: NOT_TRUNCATED, roleArn },
    });
  }
  // The first state follows nothing, like ExecutionStarted itself (recorded).
  const strand = new Strand({
    execution,
    id: place.strand,
    iterations: place.iterations,
    depth: options.strand?.depth ?? 0,
    previous: 0,
    data: input,
    variables: {},
    around: options.strand?.around,
    ...(options.mapContext && { mapContext: options.mapContext }),
  });
  execution.root = strand;
  execution.resumed?.placeRoot(strand);
  options.parent?.addSubordinate(strand);
  const finish = (thrown: unknown): ExecutionResult => {
    options.parent?.removeSubordinate(strand);
    if (thrown === undefined) return succeed(execution, strand, place);
    return end(execution, strand, place, execution.end ?? thrown);
  };
  try {
    const running = runStrand(strand, options.program);
    if (!isPromise(running)) return finish(undefined);
    return running.then(() => finish(undefined)).catch(finish);
  } catch (thrown) {
    return finish(thrown);
  }
}

function succeed(execution: Execution, strand: Strand, place: Envelope): ExecutionResult {
  const output = strand.data.text;
  execution.history.record('ExecutionSucceeded', strand.previous, place, {
    executionSucceededEventDetails: { output, outputDetails: NOT_TRUNCATED },
  });
  return { status: 'SUCCEEDED', output };
}

const ENDS = {
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const satisfies Record<string, readonly [HistoryEventType, keyof EventDetails]>;

function end(execution: Execution, strand: Strand, place: Envelope, thrown: unknown): ExecutionResult {
  if (!(thrown instanceof StateFailure || thrown instanceof ExecutionEnd)) {
    if (thrown instanceof StrandStopped) return { status: 'ABORTED' };
    throw thrown;
  }
  const status = thrown instanceof ExecutionEnd ? thrown.status : 'FAILED';
  const details: ErrorDetails = thrown.details;
  const [type, key] = ENDS[status];
  // A failure follows what caused it; an abort or a timeout follows nothing (measured).
  const previous = status === 'FAILED' ? strand.previous : 0;
  execution.history.record(type, previous, place, { [key]: details }, true);
  return { status, ...details };
}
