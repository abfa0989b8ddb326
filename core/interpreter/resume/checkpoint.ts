/**
 * A saved history → the checkpoint that a run goes on from, or the sentence that says why none can. Resuming goes on with an
 * execution that has not ended; a redrive with one that failed, timed out or was aborted.
 *
 * Source of the redrive's rules: "Restarting state machine executions with redrive in Step Functions" in the developer guide.
 */
import type { Scope } from '../../model/machine';
import type { HistoryEvent } from '../historyEvent';
import { MisplacedEvent } from './eventDetails';
import { foldHistory, type FoldedHistory } from './foldHistory';
import { liveStrands, restart } from './foldStrand';
import type { Checkpoint, StrandPoint, SavedChild } from './strandPoint';
import type { Problem } from './readEvents';
import { redriveStatus } from './redriveStatus';

export interface CheckpointRequest {
  /** As {@link readEvents} gives them. */
  readonly events: readonly HistoryEvent[];
  /** Histories of the child executions of Distributed Maps, where they were kept. */
  readonly children?: readonly SavedChild[];
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Milliseconds since the epoch, for the redrivable period. Default: the moment of the last event. */
  readonly now?: number;
}

/** Where the execution of a killed or stopped run stands. */
export function resumePoint(scope: Scope, request: CheckpointRequest): Checkpoint | Problem {
  const folded = foldSafely(scope, { ...request, events: withoutOpenEnd(request.events) });
  if ('problem' in folded) return folded;
  if (folded.end) {
    const { status } = folded.end;
    const next = status === 'SUCCEEDED' ? 'Nothing is left to do.' : 'Redrive it to run its failed states again.';
    return { problem: `the execution has ended (${status}). ${next}` };
  }
  return checked(folded);
}

/** How an execution ended; a problem where it has not. */
export function endPoint(scope: Scope, request: CheckpointRequest): Checkpoint | Problem {
  const folded = foldSafely(scope, request);
  if ('problem' in folded || folded.end) return folded;
  return { problem: 'the execution has not ended.' };
}

/** Where a redrive begins: the states that failed or were stopped, each with its input, and fresh retries. */
export function redrivePoint(scope: Scope, request: CheckpointRequest): Checkpoint | Problem {
  const folded = foldSafely(scope, request);
  if ('problem' in folded) return folded;
  const { startTime, lastTime } = folded;
  const { redriveStatusReason: reason } = redriveStatus({
    type: request.type ?? 'STANDARD',
    status: folded.end?.status ?? 'RUNNING',
    events: request.events.length,
    startDate: Date.parse(startTime),
    stopDate: Date.parse(lastTime),
    now: request.now ?? Date.parse(lastTime),
  });
  if (reason !== undefined) {
    return {
      problem: folded.end ? `${reason}.` : 'the execution has not ended. Resume it to continue where it stopped.',
    };
  }
  restart(folded.root);
  return checked({ ...folded, redrive: true });
}

/**
 * Events that only tell how something ended which is decided anew from what stands before them. A process may have died in
 * the middle of such a group; it is recorded again as a whole.
 */
const OPEN_ENDS =
  /^(?:(?:Parallel|Map)State(?:Succeeded|Failed|Aborted)|MapIteration(?:Failed|Aborted)|MapRun(?:Succeeded|Failed)|(?:Task|Wait)StateAborted|EvaluationFailed)$/;

function withoutOpenEnd(events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  let length = events.length;
  while (length > 0 && OPEN_ENDS.test(events[length - 1]!.type)) length--;
  return events.slice(0, length);
}

function foldSafely(scope: Scope, request: CheckpointRequest): Checkpoint | Problem {
  const { events, children = [] } = request;
  const [first] = events;
  const input = first?.executionStartedEventDetails?.input;
  if (first?.type !== 'ExecutionStarted' || input === undefined) {
    return { problem: 'its first event must be ExecutionStarted with an input.' };
  }
  if (!isJson(input)) return { problem: 'its input is not valid JSON.' };
  let folded: FoldedHistory;
  try {
    folded = foldHistory(scope, events, children);
  } catch (thrown) {
    if (thrown instanceof MisplacedEvent) return { problem: `${thrown.message}.` };
    throw thrown;
  }
  if (!isJson(folded.end?.output)) return { problem: 'its output is not valid JSON.' };
  return {
    root: folded.root,
    events,
    envelopes: folded.envelopes,
    input,
    roleArn: first.executionStartedEventDetails?.roleArn,
    startTime: first.timestamp,
    lastTime: events[events.length - 1]!.timestamp,
    redriveCount: folded.redriveCount,
    redriveTime: folded.redriveTime,
    end: folded.end,
    redrive: false,
    children,
  };
}

/** Whether the machine still has what the strands stand in, and their data are data. */
function checked(checkpoint: Checkpoint): Checkpoint | Problem {
  for (const strand of [checkpoint.root, ...below(checkpoint.root)]) {
    const problem = problemOf(strand);
    if (problem !== undefined) return { problem };
  }
  return checkpoint;
}

function below(strand: StrandPoint): StrandPoint[] {
  const children = strand.state && !strand.state.left ? [...strand.state.children.values()] : [];
  return children.flatMap((child) => [child, ...below(child)]);
}

function problemOf(strand: StrandPoint): string | undefined {
  const { state } = strand;
  if (!isJson(strand.data)) return `the data of state "${state?.name ?? ''}" is not valid JSON.`;
  if (!state || strand.ended) return undefined;
  if (!isJson(state.result)) return `the result of state "${state.name}" is not valid JSON.`;
  const model = strand.scope?.byName.get(state.name);
  if (!model) return `it stops in state "${state.name}", which the machine does not have at that place.`;
  if (model.type !== state.type) {
    return `it stops in state "${state.name}" of type ${state.type}, but the machine has type ${model.type ?? '(none)'} there.`;
  }
  return undefined;
}

function isJson(text: string | undefined): boolean {
  if (text === undefined) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Names of the states in which strands go on, the outermost first. */
export function standsIn({ root }: Checkpoint): string[] {
  return [...new Set(liveStrands(root).flatMap(({ state }) => (state ? [state.name] : [])))];
}
