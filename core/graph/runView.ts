/**
 * Folds the events of a run into what the views show of it: per state and per Map iteration a status,
 * its data and how often; per edge whether it was taken. One pass, no parsing of payloads.
 */
import { RunTime } from '../history/runTime';
import type {
  CalledService,
  ErrorDetails,
  ExecutionStatus,
  Explanation,
  MapRunDescription,
} from '../interpreter/historyEvent';

export type StateStatus = 'none' | 'running' | 'waiting' | 'retrying' | 'succeeded' | 'failed' | 'caught' | 'aborted';

/** Which iteration of each Map is looked at, by the Map's path; of Maps not named here, all. */
export type IterationChoice = ReadonlyMap<string, number>;

/** What is known of a state within one iteration, or (see {@link summaryOf}) over all of them. */
export interface StateMarks {
  status: StateStatus;
  /** Path of the state. */
  readonly path: string;
  /** Indices of the enclosing Map iterations, outermost first. */
  readonly iterations: readonly number[];
  /** How often it was entered. */
  visits: number;
  /** Retries of the latest visit. */
  retries: number;
  /** The retrier at work and how often it has retried. */
  retrier?: { readonly index: number; readonly attempt: number; readonly delaySeconds: number };
  /** JSON text, as the history has it. */
  input?: string;
  output?: string;
  /** The latest failure, also one that was retried or caught. */
  error?: ToldError;
  /** Of the failure that is told next. */
  why?: Explanation;
  /** Of the latest visit, in {@link RunTime}; a redrive begins it anew. */
  startedAt?: number;
  endedAt?: number;
  /** The latest visit's tries, first to last; of very many the last ones. */
  attempts?: Attempt[];
  /** The latest visit's answer was inferred: nothing has really answered. */
  isInferred?: true;
  /** Calls of AWS services that the handler has made this time, the last ones. */
  calls?: readonly CalledService[];
  /** All of them. */
  callCount?: number;
  /** Of a Distributed Map: what its child executions did is not known. */
  lacksChildren?: true;
  /** When a Wait ends, ISO 8601. */
  until?: string;
  /** Of a Map: its iterations by index. */
  items?: StateStatus[];
  /** Of a Distributed Map: its figures, as far as it has come. */
  mapRun?: MapRunDescription;
}

export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** In {@link RunTime}; absent: it failed before it began. */
  readonly startedAt?: number;
  endedAt?: number;
  error?: ToldError;
}

/** An error, and beside it what we say of it. */
export interface ToldError extends ErrorDetails {
  readonly why?: Explanation;
}

export interface RunView {
  status: ExecutionStatus | 'NONE';
  startedAt?: number;
  endedAt?: number;
  input?: string;
  output?: string;
  error?: ErrorDetails;
  /** By path, then by iterations joined with commas. */
  readonly states: Map<string, Map<string, StateMarks>>;
  /** How often each edge was taken, by {@link edgeId}, then by iterations joined with commas. */
  readonly edges: Map<string, Map<string, number>>;
  /** By path and by {@link edgeId}: of iterations that are not told event by event, all as one. */
  readonly totals: Map<string, StateMarks>;
  readonly edgeTotals: Map<string, number>;
  /** Path of the state something last happened in. */
  active?: string;
  readonly time: RunTime;
  /** Moment of the latest event in {@link RunTime}; notes have none of their own. */
  now: number;
  /** Where the failure arose that was explained last: an error of its own may not be told. */
  explained?: StateMarks;
  /** What each event of the history belongs to, by id: failures name the event before them. */
  readonly byEvent: (StateMarks | undefined)[];
  /** Entered and not left. */
  readonly open: Set<StateMarks>;
}

export function emptyRun(): RunView {
  return {
    status: 'NONE',
    states: new Map(),
    edges: new Map(),
    totals: new Map(),
    edgeTotals: new Map(),
    time: new RunTime(),
    now: 0,
    byEvent: [],
    open: new Set(),
  };
}

/** What the places of a state are known by. Those of one strand share an array, and its events come together. */
export function placeKey(iterations: readonly number[]): string {
  if (iterations !== latest.iterations) latest = { iterations, key: iterations.join(',') };
  return latest.key;
}

let latest: { readonly iterations: readonly number[]; readonly key: string } = { iterations: [], key: '' };

/** How long it took, in milliseconds: its own time, from beginning to end. Undefined while it is not over. */
export function durationOf(
  span: { readonly startedAt?: number; readonly endedAt?: number } | undefined,
): number | undefined {
  return span?.startedAt === undefined || span.endedAt === undefined ? undefined : span.endedAt - span.startedAt;
}

/** What is most worth knowing has the least number: of a state that runs in several iterations at once, or has. */
const PRIORITY: Readonly<Record<StateStatus, number>> = {
  running: 0,
  waiting: 1,
  retrying: 2,
  failed: 3,
  caught: 4,
  aborted: 5,
  succeeded: 6,
  none: 7,
};

/** The marks of a state under a choice of iterations: those of the one place meant, or a summary over several. */
export function marksOf(run: RunView, path: string, choice?: IterationChoice): StateMarks | undefined {
  const places = run.states.get(path);
  const totals = run.totals.get(path);
  if (!places) return choice?.size ? undefined : totals;
  const wanted = wantedIterations(path, choice, run);
  const isAny = wanted.every((index) => index === undefined);
  if (isAny && !totals && places.size === 1) return places.values().next().value;
  const matching = [...places.values()].filter((marks) => isOfIterations(marks.iterations, wanted));
  if (isAny && totals) matching.push(totals);
  return matching.length > 1 ? summaryOf(path, matching) : matching[0];
}

/** How often an edge was taken under a choice of iterations; `path` is the state it leaves. */
export function timesTaken(run: RunView, edge: string, path: string, choice?: IterationChoice): number {
  const wanted = wantedIterations(path, choice, run);
  let times = wanted.every((index) => index === undefined) ? (run.edgeTotals.get(edge) ?? 0) : 0;
  for (const [key, count] of run.edges.get(edge) ?? []) {
    if (isOfIterations(key === '' ? [] : key.split(',').map(Number), wanted)) times += count;
  }
  return times;
}

/** Per depth of Map the index wanted, or undefined for any. */
function wantedIterations(path: string, choice: IterationChoice | undefined, run: RunView): (number | undefined)[] {
  const wanted: (number | undefined)[] = [];
  for (const [map, index] of choice ?? []) {
    if (!path.startsWith(`${map}/`)) continue;
    wanted[depthOf(run, map)] = index;
  }
  return wanted;
}

/** Whether a place lies in iterations that are meant: both outermost first, undefined for any. */
export function isOfIterations(iterations: readonly number[], wanted: readonly (number | undefined)[]): boolean {
  return wanted.every((index, depth) => index === undefined || iterations[depth] === index);
}

/** How many Maps enclose a state. */
function depthOf(run: RunView, path: string): number {
  const known = run.states.get(path)?.values().next().value ?? run.totals.get(path);
  return known?.iterations.length ?? 0;
}

/** One mark for many (at least one): the most urgent status with its data, sums of counts, first start and last end. */
export function summaryOf(path: string, all: readonly StateMarks[]): StateMarks {
  // A single pass: there may be tens of thousands, and they are asked for again and again.
  let shown = all[0]!;
  let [visits, retries, startedAt, endedAt, stillOpen] = [0, 0, Number.POSITIVE_INFINITY, 0, false];
  const items: StateStatus[] = [];
  for (const marks of all) {
    if (PRIORITY[marks.status] < PRIORITY[shown.status]) shown = marks;
    visits += marks.visits;
    retries += marks.retries;
    if (marks.startedAt !== undefined && marks.startedAt < startedAt) startedAt = marks.startedAt;
    if (marks.endedAt === undefined) stillOpen = true;
    else if (marks.endedAt > endedAt) endedAt = marks.endedAt;
    marks.items?.forEach((status) => items.push(status));
  }
  return {
    ...shown,
    path,
    iterations: [],
    visits,
    retries,
    retrier: undefined,
    attempts: undefined,
    startedAt,
    endedAt: stillOpen ? undefined : endedAt,
    ...(items.length > 0 && { items }),
  };
}

/** Iterations of a Map by status. */
export function countItems(items: readonly StateStatus[]): {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly running: number;
} {
  let [succeeded, failed, running] = [0, 0, 0];
  for (const status of items) {
    if (status === 'succeeded') succeeded++;
    else if (status === 'failed' || status === 'aborted') failed++;
    else if (status === 'running') running++;
  }
  return { total: items.length, succeeded, failed, running };
}
