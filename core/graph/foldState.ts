/** What an event says of a state, and of the iterations of a Map. */
import { errorOf, kindOf, type EventKind, type EventMeaning } from '../history/eventKinds';
import type { Envelope, ErrorDetails, HistoryEvent } from '../interpreter/historyEvent';
import { pathSegment } from '../model/buildMachine';
import { placeKey, type Attempt, type RunView, type StateMarks, type StateStatus, type ToldError } from './runView';

type Apply = (run: RunView, marks: StateMarks, event: HistoryEvent, kind: EventKind) => void;
type StateMeaning = Exclude<EventMeaning, `${'execution' | 'iteration'} ${string}`>;

/** Undefined: what it means changes no marks. */
const APPLY: { readonly [Meaning in StateMeaning]: Apply | undefined } = {
  'state entered': undefined,
  'state exited': exited,
  'state aborted': aborted,
  'attempt scheduled': attemptBegins,
  'attempt started': (_run, marks) => void (marks.status = 'running'),
  'attempt submitted': submitted,
  'attempt succeeded': attemptSucceeded,
  'attempt failed': attemptFailed,
  'attempt timed out': attemptFailed,
  'evaluation failed': attemptFailed,
  'children started': childrenStart,
  'children succeeded': undefined,
  'children failed': childrenFailed,
  'map run started': undefined,
  'map run redriven': undefined,
  'map run succeeded': undefined,
  'map run failed': childrenFailed,
  'map run aborted': undefined,
};

/** Gives the marks the event speaks of. */
export function stateChanged(run: RunView, event: HistoryEvent, envelope: Envelope): StateMarks | undefined {
  const kind = kindOf(event.type);
  if (kind?.about === 'iteration') return iterationChanged(run, event, kind, envelope);
  const marks = kind?.meaning === 'state entered' ? entered(run, event, kind, envelope) : marksAt(run, event, envelope);
  if (!marks) return undefined;
  run.active = marks.path;
  if (kind && kind.about !== 'execution') APPLY[kind.meaning as StateMeaning]?.(run, marks, event, kind);
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
  const { iterations } = envelope;
  const depth = known?.iterations.length ?? iterations.length;
  return places.get(placeKey(iterations.length > depth ? iterations.slice(0, depth) : iterations));
}

function entered(run: RunView, event: HistoryEvent, { stateType }: EventKind, envelope: Envelope): StateMarks {
  const details = event.stateEnteredEventDetails;
  const path = envelope.statePath ?? details?.name ?? '';
  const key = placeKey(envelope.iterations);
  let places = run.states.get(path);
  if (!places) run.states.set(path, (places = new Map()));
  let marks = places.get(key);
  if (!marks) places.set(key, (marks = newMarks(path, envelope.iterations)));
  marks.status = stateType === 'Wait' ? 'waiting' : stateType === 'Fail' ? 'failed' : 'running';
  marks.visits++;
  marks.retries = 0;
  marks.input = details?.input;
  marks.startedAt = run.now;
  marks.retrier = marks.output = marks.error = marks.endedAt = marks.until = marks.attempts = undefined;
  if (marks.why) marks.why = undefined;
  if (marks.isInferred) marks.isInferred = undefined;
  if (marks.calls) marks.calls = marks.callCount = undefined;
  if (marks.visits > 1) forgetChildren(run, marks);
  run.open.add(marks);
  return marks;
}

/** All members at once: objects that grow take more memory, and a run may have a hundred thousand of these. */
function newMarks(path: string, iterations: readonly number[]): StateMarks {
  return {
    status: 'none',
    path,
    iterations,
    visits: 0,
    retries: 0,
    retrier: undefined,
    input: undefined,
    output: undefined,
    error: undefined,
    startedAt: undefined,
    endedAt: undefined,
    attempts: undefined,
    until: undefined,
  };
}

function exited(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  marks.output = event.stateExitedEventDetails?.output;
  close(run, marks, marks.error ? 'caught' : 'succeeded');
}

export function close(run: RunView, marks: StateMarks, status: StateStatus): void {
  marks.status = status;
  marks.endedAt = run.now;
  run.open.delete(marks);
}

function attemptBegins(run: RunView, marks: StateMarks, _event: HistoryEvent, { called }: EventKind): void {
  tryAgain(marks);
  beginAttempt(marks, { startedAt: run.now });
  // An activity's task waits until a worker takes it.
  if (called === 'activity') marks.status = 'waiting';
}

function tryAgain(marks: StateMarks): void {
  // A history without notes tells of a retry by scheduling again.
  if (marks.error && marks.status === 'failed') marks.retries++;
  marks.error = undefined;
  marks.status = 'running';
}

/** What a callback was asked for is told; now its token has to come back. A job (`.sync`) runs. */
function submitted(_run: RunView, marks: StateMarks, event: HistoryEvent): void {
  if (event.taskSubmittedEventDetails?.resource?.endsWith('.waitForTaskToken')) marks.status = 'waiting';
}

/** A state may be tried for weeks: its first tries are forgotten. */
const MOST_ATTEMPTS = 100;

function beginAttempt(marks: StateMarks, attempt: Omit<Attempt, 'number'>): void {
  const attempts = (marks.attempts ??= []);
  attempts.push({ ...attempt, number: (attempts.at(-1)?.number ?? 0) + 1 });
  if (attempts.length > MOST_ATTEMPTS) attempts.shift();
}

/** One that failed before it began is an attempt, too. */
function failAttempt(run: RunView, marks: StateMarks, error: ToldError | undefined): void {
  const last = marks.attempts?.at(-1);
  if (!last || last.endedAt !== undefined) beginAttempt(marks, { endedAt: run.now, error });
  else Object.assign(last, { endedAt: run.now, error });
}

function attemptSucceeded(run: RunView, marks: StateMarks): void {
  const last = marks.attempts?.at(-1);
  if (last) last.endedAt = run.now;
}

/** An error with what was said of it before it, or when it was told first. */
export function explained(marks: StateMarks, { error, cause }: ErrorDetails): ToldError {
  const known = marks.error;
  const why = marks.why ?? (known?.error === error && known?.cause === cause ? known?.why : undefined);
  marks.why = undefined;
  return { error, cause, ...(why && { why }) };
}

function attemptFailed(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  marks.error = explained(marks, errorOf(event));
  failAttempt(run, marks, marks.error);
  marks.status = 'failed';
}

function childrenStart(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  if (marks.error) {
    tryAgain(marks);
    forgetChildren(run, marks);
  }
  const length = event.mapStateStartedEventDetails?.length;
  if (length !== undefined) marks.items = new Array<StateStatus>(length).fill('none');
}

function aborted(run: RunView, marks: StateMarks, _event: HistoryEvent, { stateType }: EventKind): void {
  const hasChildren = stateType === 'Map' || stateType === 'Parallel';
  if (hasChildren) closeChildren(run, marks);
  // AWS records the stop of a failed branch's own task too: that one has failed.
  close(run, marks, !hasChildren && marks.status === 'failed' ? 'failed' : 'aborted');
}

/** The error of one that failed is its owner's. */
function closeChildren(run: RunView, marks: StateMarks): void {
  for (const child of run.open) {
    if (!isInside(child, marks)) continue;
    if (child.error && !marks.error) marks.error = child.error;
    close(run, child, child.status === 'failed' ? 'failed' : 'aborted');
  }
}

function childrenFailed(run: RunView, marks: StateMarks, event: HistoryEvent): void {
  closeChildren(run, marks);
  marks.status = 'failed';
  marks.error ??= event.mapRunFailedEventDetails ?? {};
  failAttempt(run, marks, marks.error);
}

const ITEM_STATUS = {
  'iteration started': 'running',
  'iteration succeeded': 'succeeded',
  'iteration failed': 'failed',
  'iteration aborted': 'aborted',
} as const satisfies { readonly [Meaning in Extract<EventMeaning, `iteration ${string}`>]: StateStatus };

/** These events belong to the iteration's own strand, so the Map is found by the name they tell. */
function iterationChanged(
  run: RunView,
  event: HistoryEvent,
  { meaning, details: member }: EventKind,
  envelope: Envelope,
): StateMarks | undefined {
  const details = member && (event[member] as { readonly name: string; readonly index: number } | undefined);
  const map = details && openMap(run, details.name, envelope.iterations);
  if (!details || !map) return undefined;
  const error = itemChanged(run, map, details.index, ITEM_STATUS[meaning as keyof typeof ITEM_STATUS]);
  if (error && !map.error) map.error = error;
  return map;
}

/** Gives the error of an iteration that has failed. A Distributed Map may tolerate it. */
export function itemChanged(run: RunView, map: StateMarks, index: number, status: StateStatus): ToldError | undefined {
  (map.items ??= [])[index] = status;
  if (status !== 'failed' && status !== 'aborted') return undefined;
  let error: ToldError | undefined;
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

export function isInside(child: StateMarks, owner: StateMarks): boolean {
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
