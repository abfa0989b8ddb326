/** What AWS records of a state that is stopped in its tracks. */
import type { StateType } from '../model/machine';
import type { HistoryEventType } from './historyEvent';
import type { Strand } from './strand';

/** Types that take time, and so can be stopped; the others have no event for it. */
const ABORTED_EVENTS: Partial<Record<StateType, HistoryEventType>> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
};

/** Records the stop of a strand's current state, after those of the strands below it. */
export function recordStateAborted(strand: Strand, failingEvent: number): void {
  for (const child of strand.children) child.recordAborted(failingEvent);
  const type = strand.state?.type && ABORTED_EVENTS[strand.state.type];
  if (type === 'MapStateAborted' && runsMapRun(strand)) strand.aside('MapRunAborted', failingEvent);
  if (type) strand.aside(type, failingEvent);
}

/** A Distributed Map's run ends with its state (API reference: MapRunAborted; not recorded). */
function runsMapRun(strand: Strand): boolean {
  return strand.subordinates[Symbol.iterator]().next().done === false;
}

/** A task that fails a branch is never left, and AWS says so (recorded). */
export function recordTaskAborted(strand: Strand): void {
  if (strand.state?.type === 'Task') strand.aside('TaskStateAborted', strand.previous);
}
