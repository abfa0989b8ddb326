/** Applies one event after the other to a {@link RunView}. */
import type {
  Envelope,
  ErrorDetails,
  ExecutionStatus,
  HistoryEvent,
  RunEvent,
  RunNote,
} from '../interpreter/historyEvent';
import { pathSegment } from '../model/buildMachine';
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
  if (event.kind === 'note') NOTES[event.note.type](run, event.note as never, event.envelope);
  else if (event.kind === 'history') applyHistory(run, event.event, event.envelope);
  else applyChildHistory(run, event.event, event.envelope);
}

type Apply = (run: RunView, marks: StateMarks, event: HistoryEvent, envelope: Envelope) => void;

/** By how the type ends, the most telling first. What needs no marks is not listed. */
const ENDINGS: readonly (readonly [RegExp, Apply])[] = [
  [/^(?:Map|Parallel)StateStarted$/, childrenStart],
  [/^(?:Map|Parallel)State(?:Failed|Aborted)$|^MapRunFailed$/, childrenFailed],
  // AWS records the stop of a failed branch's own task too: that one has failed.
  [/StateAborted$/, (run, marks) => close(run, marks, marks.status === 'failed' ? 'failed' : 'aborted')],
  [/StateExited$/, exited],
  [/^ActivityScheduled$/, attemptWaits],
  [/^ActivityStarted$/, (_run, marks) => void (marks.status = 'running')],
  [/^TaskSubmitted$/, submitted],
  [/Scheduled$/, attempt],
  [/(?:Failed|TimedOut)$/, attemptFailed],
];

const applyByType = new Map<string, Apply | undefined>();

function applyHistory(run: RunView, event: HistoryEvent, envelope: Envelope): void {
  run.now = Date.parse(event.timestamp) || run.now;
  if (event.type.startsWith('Execution')) {
    executionChanged(run, event);
    return;
  }
  run.byEvent[event.id] = stateChanged(run, event, envelope);
}

/** A child execution of a Distributed Map is an iteration here. Its event ids are of another history. */
function applyChildHistory(run: RunView, event: HistoryEvent, envelope: Envelope): void {
  run.now = Date.parse(event.timestamp) || run.now;
  const status = CHILD_STATUS[event.type];
  if (!status) {
    stateChanged(run, event, envelope);
    return;
  }
  const [, path, index] = /(?:^|:\d+)\/([^#]*)#\d+:(\d+)$/.exec(envelope.line) ?? [];
  const map = path === undefined ? undefined : run.states.get(path)?.get(envelope.iterations.slice(0, -1).join(','));
  if (map) itemChanged(run, map, Number(index), status);
}

const CHILD_STATUS: Readonly<Record<string, StateStatus>> = {
  ExecutionStarted: 'running',
  ExecutionSucceeded: 'succeeded',
  ExecutionFailed: 'failed',
  ExecutionTimedOut: 'failed',
  ExecutionAborted: 'aborted',
};

/** Gives the marks the event speaks of. */
function stateChanged(run: RunView, event: HistoryEvent, envelope: Envelope): StateMarks | undefined {
  if (event.type in ITEM_STATUS) return iterationChanged(run, event, envelope);
  const marks = event.type.endsWith('StateEntered') ? entered(run, event, envelope) : marksAt(run, event, envelope);
  if (!marks) return undefined;
  run.active = marks.path;
  if (!applyByType.has(event.type)) {
    applyByType.set(event.type, ENDINGS.find(([ending]) => ending.test(event.type))?.[1]);
  }
  applyByType.get(event.type)?.(run, marks, event, envelope);
  return marks;
}

/**
 * The marks an event speaks of. Without an envelope's path (a history recorded on AWS) that is what the
 * event before it belongs to.
 */
function marksAt(run: RunView, event: HistoryEvent, envelope: Envelope): StateMarks | undefined {
  if (envelope.statePath === undefined) return run.byEvent[event.previousEventId];
  const places = run.states.get(envelope.statePath);
  if (!places) return undefined;
  const known = places.values().next().value;
  // Events of an iteration may carry its own index too: only those of the Maps around the state count.
  return places.get(envelope.iterations.slice(0, known?.iterations.length).join(','));
}

function entered(run: RunView, event: HistoryEvent, envelope: Envelope): StateMarks {
  const details = event.stateEnteredEventDetails;
  const path = envelope.statePath ?? details?.name ?? '';
  const key = envelope.iterations.join(',');
  let places = run.states.get(path);
  if (!places) run.states.set(path, (places = new Map()));
  let marks = places.get(key);
  if (!marks)
    places.set(key, (marks = { path, iterations: envelope.iterations, status: 'none', visits: 0, retries: 0 }));
  marks.status =
    event.type === 'WaitStateEntered' ? 'waiting' : event.type === 'FailStateEntered' ? 'failed' : 'running';
  marks.visits++;
  marks.retries = 0;
  marks.input = details?.input;
  marks.startedAt = run.now;
  marks.retrier = marks.output = marks.error = marks.endedAt = marks.until = undefined;
  if (marks.visits > 1) forgetChildren(run, marks);
  run.open.add(marks);
  return marks;
}

function exited(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  marks.output = event.stateExitedEventDetails?.output;
  close(run, marks, marks.error ? 'caught' : 'succeeded');
}

function close(run: RunView, marks: StateMarks, status: StateStatus): void {
  marks.status = status;
  marks.endedAt = run.now;
  run.open.delete(marks);
}

function attempt(_run: RunView, marks: StateMarks, _event: HistoryEvent): void {
  // A history without notes tells of a retry by scheduling again.
  if (marks.error && marks.status === 'failed') marks.retries++;
  marks.error = undefined;
  marks.status = 'running';
}

function attemptWaits(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  attempt(run, marks, event);
  marks.status = 'waiting';
}

/** What a callback was asked for is told; now its token has to come back. A job (`.sync`) runs. */
function submitted(_run: RunView, marks: StateMarks, event: HistoryEvent): void {
  if (event.taskSubmittedEventDetails?.resource?.endsWith('.waitForTaskToken')) marks.status = 'waiting';
}

function attemptFailed(_run: RunView, marks: StateMarks, event: HistoryEvent): void {
  const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as ErrorDetails | undefined;
  marks.error = { error: details?.error, cause: details?.cause };
  marks.status = 'failed';
}

function childrenStart(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  if (marks.error) {
    attempt(run, marks, event);
    forgetChildren(run, marks);
  }
  const length = event.mapStateStartedEventDetails?.length;
  if (length !== undefined) marks.items = new Array<StateStatus>(length).fill('none');
}

function childrenFailed(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  for (const child of run.open) {
    if (!isInside(child, marks)) continue;
    if (child.error && !marks.error) marks.error = child.error;
    close(run, child, child.status === 'failed' ? 'failed' : 'aborted');
  }
  if (event.type.endsWith('Aborted')) {
    close(run, marks, 'aborted');
    return;
  }
  marks.status = 'failed';
  marks.error ??= event.mapRunFailedEventDetails ?? {};
}

const ITEM_STATUS: Readonly<Record<string, StateStatus>> = {
  MapIterationStarted: 'running',
  MapIterationSucceeded: 'succeeded',
  MapIterationFailed: 'failed',
  MapIterationAborted: 'aborted',
};

/** These events belong to the iteration's own line, so the Map is found by the name they tell. */
function iterationChanged(run: RunView, event: HistoryEvent, envelope: Envelope): StateMarks | undefined {
  const details =
    event.mapIterationStartedEventDetails ??
    event.mapIterationSucceededEventDetails ??
    event.mapIterationFailedEventDetails ??
    event.mapIterationAbortedEventDetails;
  const map = details && openMap(run, details.name, envelope.iterations);
  if (!details || !map) return undefined;
  const error = itemChanged(run, map, details.index, ITEM_STATUS[event.type] ?? 'running');
  if (error && !map.error) map.error = error;
  return map;
}

/** Gives the error of an iteration that has failed. A Distributed Map may tolerate it. */
function itemChanged(run: RunView, map: StateMarks, index: number, status: StateStatus): ErrorDetails | undefined {
  (map.items ??= [])[index] = status;
  if (status !== 'failed' && status !== 'aborted') return undefined;
  let error: ErrorDetails | undefined;
  for (const child of run.open) {
    if (!isInside(child, map) || child.iterations[map.iterations.length] !== index) continue;
    // The innermost state is the one that failed; the history says so only of tasks and Fail.
    close(run, child, child.status === 'failed' || status === 'failed' ? 'failed' : 'aborted');
    error ??= child.error;
  }
  return error;
}

/** State names are unique in a machine, so name and enclosing iterations say which Map is meant. */
function openMap(run: RunView, name: string, iterations: readonly number[]): StateMarks | undefined {
  const segment = pathSegment(name);
  for (const marks of run.open) {
    if (marks.path !== segment && !marks.path.endsWith(`/${segment}`)) continue;
    const around = marks.iterations.every((index, depth) => (iterations[depth] ?? index) === index);
    if (around) return marks;
  }
  return undefined;
}

function isInside(child: StateMarks, owner: StateMarks): boolean {
  return (
    child.path.startsWith(`${owner.path}/`) &&
    owner.iterations.every((index, depth) => child.iterations[depth] === index)
  );
}

function forgetChildren(run: RunView, owner: StateMarks): void {
  owner.items = undefined;
  for (const [path, places] of run.states) {
    if (!path.startsWith(`${owner.path}/`)) continue;
    for (const [key, child] of places) if (isInside(child, owner)) places.delete(key);
  }
}

const EXECUTION_STATUS: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionStarted: 'RUNNING',
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** What failed or was stopped runs again; states are not entered anew. Failures that a catcher took stay what they are. */
function executionRedriven(run: RunView): void {
  run.status = 'RUNNING';
  run.endedAt = run.error = run.output = undefined;
  const all = [...run.states.values()].flatMap((places) => [...places.values()]);
  const unsuccessful = new Set(all.filter(({ status }) => status === 'failed' || status === 'aborted'));
  for (const marks of [...unsuccessful]) {
    if (ownersOf(run, marks).some((owner) => !unsuccessful.has(owner))) unsuccessful.delete(marks);
  }
  for (const marks of unsuccessful) {
    marks.status = 'running';
    marks.error = marks.endedAt = undefined;
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

function executionChanged(run: RunView, event: HistoryEvent): void {
  if (event.type === 'ExecutionRedriven') return executionRedriven(run);
  const status = EXECUTION_STATUS[event.type];
  if (!status) return;
  run.status = status;
  if (status === 'RUNNING') {
    run.startedAt = run.now;
    run.input = event.executionStartedEventDetails?.input;
    count(run, edgeId(START, 'start', 0), []);
    return;
  }
  const details: ErrorDetails | undefined =
    event.executionFailedEventDetails ?? event.executionAbortedEventDetails ?? event.executionTimedOutEventDetails;
  endRun(run, status, {
    output: event.executionSucceededEventDetails?.output,
    ...(details && { error: details.error, cause: details.cause }),
    failedAt: run.byEvent[event.previousEventId],
  });
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
  TaskLog() {},
};

function notedMarks(run: RunView, envelope: Envelope): StateMarks | undefined {
  if (envelope.statePath === undefined) return undefined;
  return run.states.get(envelope.statePath)?.get(envelope.iterations.join(','));
}
