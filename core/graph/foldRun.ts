/** Applies one event after the other to a {@link RunView}. */
import type {
  Envelope,
  ErrorDetails,
  ExecutionStatus,
  HistoryEvent,
  RunEvent,
  RunNote,
} from '../interpreter/historyEvent';
import { errorOf, executionStatusAfter, kindOf, type EventKind } from '../history/eventKinds';
import { close, isInside, itemChanged, stateChanged } from './foldState';
import { edgeId, START } from './graphView';
import { emptyRun, type RunView, type StateMarks, type StateStatus } from './runView';

/** A whole run at once. */
export function foldRun(events: Iterable<RunEvent>): RunView {
  const run = emptyRun();
  for (const event of events) applyEvent(run, event);
  return run;
}

/** Changes `run`: a run of 25,000 events is folded as it happens. */
export function applyEvent(run: RunView, event: RunEvent): void {
  run.time.add(event);
  run.now = run.time.now ?? run.now;
  if (event.kind === 'note') NOTES[event.note.type](run, event.note as never, event.envelope);
  else if (event.kind === 'history') applyHistory(run, event.event, event.envelope);
  else applyChildHistory(run, event.event, event.envelope);
}

function applyHistory(run: RunView, event: HistoryEvent, envelope: Envelope): void {
  const kind = kindOf(event.type);
  if (kind?.about === 'execution') executionChanged(run, event, kind);
  else run.byEvent[event.id] = stateChanged(run, event, envelope);
}

/** A child execution of a Distributed Map is an iteration here. Its event ids are of another history. */
function applyChildHistory(run: RunView, event: HistoryEvent, envelope: Envelope): void {
  const status = executionStatusAfter(event.type);
  if (!status) {
    stateChanged(run, event, envelope);
    return;
  }
  const [, path, index] = /(?:^|:\d+)\/([^#]*)#\d+:(\d+)$/.exec(envelope.strand) ?? [];
  const map = path === undefined ? undefined : run.states.get(path)?.get(envelope.iterations.slice(0, -1).join(','));
  if (map) itemChanged(run, map, Number(index), ITEM_STATUS[status]);
}

const ITEM_STATUS: { readonly [Status in ExecutionStatus]: StateStatus } = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  ABORTED: 'aborted',
};

/** What failed or was stopped runs again; states are not entered anew. Failures that a catcher took stay what they are. */
function executionRedriven(run: RunView): void {
  run.status = 'RUNNING';
  run.startedAt = run.now;
  run.endedAt = run.error = run.output = undefined;
  const all = [...run.states.values()].flatMap((places) => [...places.values()]);
  const unsuccessful = new Set(all.filter(({ status }) => status === 'failed' || status === 'aborted'));
  for (const marks of [...unsuccessful]) {
    if (ownersOf(run, marks).some((owner) => !unsuccessful.has(owner))) unsuccessful.delete(marks);
  }
  for (const marks of unsuccessful) {
    marks.status = 'running';
    marks.startedAt = run.now;
    marks.error = marks.endedAt = marks.attempts = undefined;
    run.open.add(marks);
  }
}

/** The Parallel and Map states around a state. */
function ownersOf(run: RunView, marks: StateMarks): StateMarks[] {
  const segments = marks.path.split('/');
  return segments.slice(1).flatMap((_segment, index) => {
    const places = run.states.get(segments.slice(0, index + 1).join('/'));
    return [...(places?.values() ?? [])].filter((owner) => isInside(marks, owner));
  });
}

function executionChanged(run: RunView, event: HistoryEvent, { meaning }: EventKind): void {
  if (meaning === 'execution redriven') return executionRedriven(run);
  const status = executionStatusAfter(event.type)!;
  run.status = status;
  if (status === 'RUNNING') {
    run.startedAt = run.now;
    run.input = event.executionStartedEventDetails?.input;
    count(run, edgeId(START, 'start', 0), []);
    return;
  }
  const output = event.executionSucceededEventDetails?.output;
  endRun(run, status, { output, ...errorOf(event), failedAt: run.byEvent[event.previousEventId] });
}

/** Ends a run whose history may lack its last event, as that of a debugger that was stopped. */
export function endRun(
  run: RunView,
  status: ExecutionStatus,
  result: ErrorDetails & { readonly output?: string; readonly failedAt?: StateMarks },
): void {
  run.status = status;
  run.endedAt ??= run.now;
  if (result.output !== undefined) run.output = result.output;
  if (result.error !== undefined || result.cause !== undefined)
    run.error = { error: result.error, cause: result.cause };
  for (const marks of run.open) {
    const failed = status === 'FAILED' && (marks === result.failedAt || marks.status === 'failed');
    if (failed) marks.error ??= run.error;
    close(run, marks, failed ? 'failed' : status === 'SUCCEEDED' ? 'succeeded' : 'aborted');
  }
}

function count(run: RunView, edge: string, iterations: readonly number[]): void {
  let places = run.edges.get(edge);
  if (!places) run.edges.set(edge, (places = new Map()));
  const key = iterations.join(',');
  places.set(key, (places.get(key) ?? 0) + 1);
}

type NoteOf<T extends RunNote['type']> = Extract<RunNote, { type: T }>;

const NOTES: { readonly [T in RunNote['type']]: (run: RunView, note: NoteOf<T>, envelope: Envelope) => void } = {
  TransitionTaken(run, note, envelope) {
    count(run, edgeId(envelope.statePath ?? note.from, note.transition, note.index), envelope.iterations);
  },
  RetryScheduled(run, note, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.status = 'retrying';
    marks.retries++;
    marks.retrier = { index: note.retrier, attempt: note.attempt, delaySeconds: note.delaySeconds };
    marks.error = { error: note.error, cause: note.cause };
  },
  Caught(run, note, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.status = 'caught';
    marks.error = { error: note.error, cause: note.cause };
  },
  WaitStarted(run, note, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.status = 'waiting';
    marks.until = note.until;
  },
  MapRun(run, { mapRun }, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.mapRun = mapRun;
    // How many there are is known once they are read, and batched.
    if (marks.items?.length !== mapRun.executionCounts.total && mapRun.status === 'RUNNING') {
      marks.items = new Array<StateStatus>(mapRun.executionCounts.total).fill('none');
    }
  },
  StoodStill() {},
  TaskLog() {},
};

function notedMarks(run: RunView, envelope: Envelope): StateMarks | undefined {
  if (envelope.statePath === undefined) return undefined;
  return run.states.get(envelope.statePath)?.get(envelope.iterations.join(','));
}
