/** What AWS records of a state that is stopped in its tracks. */
import type { StateType } from '../model/machine';
import type { HistoryEventType } from './historyEvent';
import type { Line } from './line';

/** Types that take time, and so can be stopped; the others have no event for it. */
const ABORTED_EVENTS: Partial<Record<StateType, HistoryEventType>> = {
  Task: 'TaskStateAborted',
  Wait: 'WaitStateAborted',
  Parallel: 'ParallelStateAborted',
  Map: 'MapStateAborted',
};

/** Records the stop of a line's current state, after those of the lines below it. */
export function recordStateAborted(line: Line, failingEvent: number): void {
  for (const child of line.children) child.recordAborted(failingEvent);
  const type = line.state?.type && ABORTED_EVENTS[line.state.type];
  if (type === 'MapStateAborted' && runsMapRun(line)) line.aside('MapRunAborted', failingEvent);
  if (type) line.aside(type, failingEvent);
}

/** A Distributed Map's run ends with its state (API reference: MapRunAborted; not recorded). */
function runsMapRun(line: Line): boolean {
  return line.subordinates[Symbol.iterator]().next().done === false;
}

/** A task that fails a branch is never left, and AWS says so (recorded). */
export function recordTaskAborted(line: Line): void {
  if (line.state?.type === 'Task') line.aside('TaskStateAborted', line.previous);
}
