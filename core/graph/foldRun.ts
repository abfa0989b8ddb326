/** Applies one event after the other to a {@link RunView}. */
import type { Envelope, ErrorDetails, ExecutionStatus, HistoryEvent, RunNote } from '../interpreter/historyEvent';
import { errorOf, executionStatusAfter, kindOf, type EventKind } from '../history/eventKinds';
import { close, explained, isInside, itemChanged, stateChanged } from './foldState';
import { edgeId, START } from './graphView';
import { emptyRun, placeKey, type RunView, type StateMarks, type StateStatus, type ToldError } from './runView';
import type { IterationSoFar, Totals, ViewEvent } from './viewEvent';

/** A whole run at once. */
export function foldRun(events: Iterable<ViewEvent>): RunView {
  const run = emptyRun();
  for (const event of events) applyEvent(run, event);
  return run;
}

/** Changes `run`: a run of 25,000 events is folded as it happens. */
export function applyEvent(run: RunView, event: ViewEvent): void {
  if (event.kind === 'totals') return applyTotals(run, event);
  if (event.kind === 'iteration') return applyIteration(run, event);
  run.time.add(event);
  run.now = run.time.now ?? run.now;
  if (event.kind === 'note') NOTES[event.note.type](run, event.note as never, event.envelope);
  else if (event.kind === 'history') applyHistory(run, event.event, event.envelope);
  else applyChildHistory(run, event.event, event.envelope);
}

function applyIteration(run: RunView, { places, edges }: IterationSoFar): void {
  for (const { ...marks } of places) {
    let known = run.states.get(marks.path);
    if (!known) run.states.set(marks.path, (known = new Map()));
    known.set(placeKey(marks.iterations), marks);
    if (marks.endedAt === undefined) run.open.add(marks);
  }
  for (const { id, within, taken } of edges) {
    const known = placesOf(run, id);
    known.set(within, (known.get(within) ?? 0) + taken);
  }
}

function applyTotals(run: RunView, { states, edges, maps }: Totals): void {
  for (const { path, marks, items } of states) {
    if (!marks) run.totals.delete(path);
    else
      run.totals.set(
        path,
        items ? { ...marks, items: items.flatMap(([status, times]) => many(status, times)) } : marks,
      );
  }
  for (const { id, taken } of edges) run.edgeTotals.set(id, taken);
  for (const { path, within, items, error } of maps) {
    const map = run.states.get(path)?.get(within);
    if (!map) continue;
    for (const [status, indices] of items) for (const index of indices) (map.items ??= [])[index] = status;
    map.error ??= error;
  }
}

function many(status: StateStatus, times: number): StateStatus[] {
  return new Array<StateStatus>(times).fill(status);
}

function applyHistory(run: RunView, event: HistoryEvent, envelope: Envelope): void {
  const kind = kindOf(event.type);
  if (kind?.about === 'execution') executionChanged(run, event, kind, envelope);
  else run.byEvent[event.id] = stateChanged(run, event, envelope);
}

/** A child execution of a Distributed Map is an iteration here. Its event ids are of another history. */
function applyChildHistory(run: RunView, event: HistoryEvent, envelope: Envelope): void {
  const status = executionStatusAfter(event.type);
  if (!status) {
    stateChanged(run, event, envelope);
    return;
  }
  const { strand, iterations } = envelope;
  const index = iterations.at(-1);
  const map = run.states.get(mapAround(strand))?.get(iterations.slice(0, -1).join(','));
  if (map && index !== undefined) itemChanged(run, map, index, ITEM_STATUS[status]);
}

/** The path of the Map whose iteration a strand is: `/Orders#0:17`, or that behind the strand around it. */
function mapAround(strand: string): string {
  // The iterations of a Map differ behind the colon alone.
  const of = strand.slice(0, strand.lastIndexOf(':'));
  if (of !== latestMap.of) latestMap = { of, path: /^(?:.*#\d+:\d+)?\/(.*)#\d+$/s.exec(of)?.[1] ?? '' };
  return latestMap.path;
}

let latestMap = { of: '', path: '' };

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
  return segments.flatMap((_segment, index) => {
    const places = run.states.get(segments.slice(0, index + 1).join('/'));
    return [...(places?.values() ?? [])].filter((owner) => isInside(marks, owner));
  });
}

function executionChanged(run: RunView, event: HistoryEvent, { meaning }: EventKind, envelope: Envelope): void {
  if (meaning === 'execution redriven') return executionRedriven(run);
  const status = executionStatusAfter(event.type)!;
  run.status = status;
  if (status === 'RUNNING') {
    run.startedAt = run.now;
    // Empty: it was told before, as long data is.
    run.input = event.executionStartedEventDetails?.input || run.input;
    count(run, edgeId(START, 'start', 0), []);
    return;
  }
  const output = event.executionSucceededEventDetails?.output || undefined;
  const failedAt = run.byEvent[event.previousEventId] ?? notedMarks(run, envelope);
  endRun(run, status, { output, ...errorOf(event), failedAt });
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
  if (status === 'FAILED' && run.error && run.explained) errorAt(run, run.explained, run.error);
  for (const marks of run.open) {
    const failed = status === 'FAILED' && (marks === result.failedAt || marks.status === 'failed');
    if (failed && run.error) marks.error ??= errorAt(run, marks, run.error);
    close(run, marks, failed ? 'failed' : status === 'SUCCEEDED' ? 'succeeded' : 'aborted');
  }
  for (const [path, marks] of run.totals) {
    if (marks.endedAt === undefined) run.totals.set(path, { ...marks, status: endOf(marks, status), endedAt: run.now });
  }
}

/** Of those that had not ended, the most urgent. */
function endOf({ status: stood }: StateMarks, status: ExecutionStatus): StateStatus {
  if (stood === 'failed' || status === 'SUCCEEDED') return stood === 'failed' ? 'failed' : 'succeeded';
  return 'aborted';
}

function count(run: RunView, edge: string, iterations: readonly number[]): void {
  const places = placesOf(run, edge);
  const key = placeKey(iterations);
  places.set(key, (places.get(key) ?? 0) + 1);
}

function placesOf({ edges }: RunView, edge: string): Map<string, number> {
  const known = edges.get(edge) ?? new Map<string, number>();
  edges.set(edge, known);
  return known;
}

/** Calls of a handler that are kept, the last ones. */
const MOST_CALLS = 50;

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
    marks.error = errorAt(run, marks, note);
  },
  Caught(run, note, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.status = 'caught';
    marks.error = errorAt(run, marks, note);
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
  AnswerInferred(run, _note, envelope) {
    const marks = notedMarks(run, envelope);
    if (marks) marks.isInferred = true;
  },
  ServiceCalled(run, { type: _, ...called }, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.calls = [...(marks.calls ?? []), called].slice(-MOST_CALLS);
    marks.callCount = (marks.callCount ?? 0) + 1;
  },
  ChildrenNotSaved(run, _note, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.lacksChildren = true;
    // How many there are may be known; none of them will ever be told.
    marks.items = undefined;
  },
  Explained(run, { type: _, ...why }, envelope) {
    const marks = notedMarks(run, envelope);
    if (!marks) return;
    marks.why = why;
    run.explained = marks;
  },
  FailureFacts() {},
  StoodStill() {},
  TaskLog() {},
};

/** An error that a state ends with or passes on; inside a Map or Parallel it may have arisen in a state that tells none. */
function errorAt(run: RunView, marks: StateMarks, error: ErrorDetails): ToldError {
  const arose = run.explained;
  if (arose?.why) arose.error = explained(arose, arose.error ?? error);
  const own = explained(marks, error);
  const isSame = arose?.error?.error === error.error && arose?.error?.cause === error.cause;
  const why = own.why ?? (isSame ? arose?.error?.why : undefined);
  return { ...own, ...(why && { why }) };
}

function notedMarks(run: RunView, envelope: Envelope): StateMarks | undefined {
  if (envelope.statePath === undefined) return undefined;
  return run.states.get(envelope.statePath)?.get(placeKey(envelope.iterations));
}
