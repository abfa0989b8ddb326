/**
 * Runs as a list of words, an event or note each, 100 ms apart:
 * `TaskStateEntered Charge`, `TaskFailed Charge BankBusy`, `MapIterationSucceeded Each 1`; `Each/Pack@1` is
 * the state in iteration 1. Notes: `retry PATH ERROR`, `caught PATH ERROR`, `take PATH next 0`, `stood MILLISECONDS`.
 */
import { describe, expect, it } from 'vitest';
import { applyEvent, endRun, foldRun } from '../../core/graph/foldRun';
import { countItems, durationOf, emptyRun, marksOf, timesTaken } from '../../core/graph/runView';
import type { RunEvent, RunNote } from '../../core/interpreter/historyEvent';

const ITERATIONS = /@([\d,]+)$/;

function eventsOf(lines: readonly string[]): RunEvent[] {
  let id = 0;
  return lines.map((line): RunEvent => {
    const [type = '', ...words] = line.split(' ');
    const place = words[0] ?? '';
    const iterations = (ITERATIONS.exec(place)?.[1] ?? '').split(',').filter(Boolean).map(Number);
    const statePath = place.replace(ITERATIONS, '') || undefined;
    const envelope = { statePath, strand: '', iterations };
    const note = noteOf(type, statePath ?? '', words);
    if (note) return { kind: 'note', note, envelope };
    id++;
    const timestamp = new Date(1_700_000_000_000 + id * 100).toISOString();
    const name = statePath?.split('/').at(-1) ?? '';
    const error = { error: words[1], cause: words[2] };
    const iteration = { name, index: Number(words[1]) };
    const details: Record<string, object> = {
      StateEntered: { stateEnteredEventDetails: { name, input: words[1] ?? '{}' } },
      StateExited: { stateExitedEventDetails: { name, output: words[1] ?? '{}' } },
      TaskFailed: { taskFailedEventDetails: error },
      TaskSubmitted: { taskSubmittedEventDetails: { resource: words[1] } },
      ExecutionFailed: { executionFailedEventDetails: { error: words[0], cause: words[1] } },
      MapStateStarted: { mapStateStartedEventDetails: { length: Number(words[1]) } },
      MapIterationStarted: { mapIterationStartedEventDetails: iteration },
      MapIterationSucceeded: { mapIterationSucceededEventDetails: iteration },
      MapIterationFailed: { mapIterationFailedEventDetails: iteration },
      MapIterationAborted: { mapIterationAbortedEventDetails: iteration },
    };
    const [, detail] = Object.entries(details).find(([ending]) => type.endsWith(ending)) ?? [];
    // As recorded: an event of an iteration belongs to the line of the iteration, not to the Map.
    const inLine = type.startsWith('MapIteration') ? { strand: 'x', iterations: [Number(words[1])] } : envelope;
    return {
      kind: 'history',
      event: { id, previousEventId: id - 1, type, timestamp, ...detail } as never,
      envelope: inLine,
    };
  });
}

function noteOf(type: string, path: string, words: readonly string[]): RunNote | undefined {
  const error = words[1] ?? '';
  if (type === 'retry') return { type: 'RetryScheduled', retrier: 0, attempt: 1, delaySeconds: 2, error };
  if (type === 'stood') return { type: 'StoodStill', milliseconds: Number(words[0]) };
  if (type === 'caught') return { type: 'Caught', catcher: 0, error };
  if (type !== 'take') return undefined;
  return { type: 'TransitionTaken', from: path, transition: words[1] as 'next', index: Number(words[2]) };
}

interface Case {
  readonly run: readonly string[];
  /** Status, then retries, error and milliseconds (of the state, of its last try) where they tell something. */
  readonly states: Readonly<Record<string, string>>;
  readonly status: string;
  readonly chosen?: Readonly<Record<string, number>>;
}

function check({ run, states, status, chosen = {} }: Case): void {
  const view = foldRun(eventsOf(run));
  expect(view.status).toBe(status);
  const choice = new Map(Object.entries(chosen));
  const seen = Object.keys(states).map((path) => {
    const marks = marksOf(view, path, choice);
    const items = marks?.items && countItems(marks.items);
    const words = [
      marks?.status ?? 'none',
      marks?.retries ? `↻${marks.retries}` : '',
      marks?.error?.error ?? '',
      items ? `${items.succeeded}/${items.total}` : '',
      ...[marks, marks?.attempts?.at(-1)].map((span) =>
        durationOf(span) === undefined ? '' : `${durationOf(span)}ms`,
      ),
    ];
    return [path, words.filter(Boolean).join(' ')];
  });
  expect(Object.fromEntries(seen)).toEqual(states);
}

const MAP = [
  'ExecutionStarted',
  'MapStateEntered Each',
  'MapStateStarted Each 3',
  'MapIterationStarted Each 0',
  'TaskStateEntered Each/Pack@0',
  'MapIterationStarted Each 1',
  'TaskStateEntered Each/Pack@1',
  'TaskStateExited Each/Pack@0',
  'MapIterationSucceeded Each 0',
];

const CASES: Readonly<Record<string, Case>> = {
  'a state that runs': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'TaskScheduled A'],
    states: { A: 'running', B: 'none' },
    status: 'RUNNING',
  },
  'a run that succeeds': {
    run: ['ExecutionStarted', 'PassStateEntered A', 'PassStateExited A', 'ExecutionSucceeded'],
    states: { A: 'succeeded 100ms' },
    status: 'SUCCEEDED',
  },
  'a wait': { run: ['ExecutionStarted', 'WaitStateEntered A'], states: { A: 'waiting' }, status: 'RUNNING' },
  'a task that waits for its token': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'TaskScheduled A', 'TaskSubmitted A invoke.waitForTaskToken'],
    states: { A: 'waiting' },
    status: 'RUNNING',
  },
  'a job that runs': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'TaskScheduled A', 'TaskSubmitted A startExecution.sync'],
    states: { A: 'running' },
    status: 'RUNNING',
  },
  'an activity that waits for a worker': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'ActivityScheduled A'],
    states: { A: 'waiting' },
    status: 'RUNNING',
  },
  'an activity that a worker has': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'ActivityScheduled A', 'ActivityStarted A'],
    states: { A: 'running' },
    status: 'RUNNING',
  },
  'a retry that is due': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'TaskScheduled A', 'TaskFailed A Busy', 'retry A Busy'],
    states: { A: 'retrying ↻1 Busy 100ms' },
    status: 'RUNNING',
  },
  'a retry that helped': {
    run: [
      'ExecutionStarted',
      'TaskStateEntered A',
      'TaskScheduled A',
      'TaskFailed A Busy',
      'retry A Busy',
      'TaskScheduled A',
      'TaskSucceeded A',
      'TaskStateExited A',
    ],
    states: { A: 'succeeded ↻1 500ms 100ms' },
    status: 'RUNNING',
  },
  'a retry in a history without notes': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'TaskScheduled A', 'TaskFailed A Busy', 'TaskScheduled A'],
    states: { A: 'running ↻1' },
    status: 'RUNNING',
  },
  'an error that is caught': {
    run: [
      'ExecutionStarted',
      'TaskStateEntered A',
      'TaskScheduled A',
      'TaskFailed A No',
      'caught A No',
      'TaskStateExited A',
    ],
    states: { A: 'caught No 300ms 100ms' },
    status: 'RUNNING',
  },
  'an error that ends the run': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'TaskScheduled A', 'TaskFailed A No', 'ExecutionFailed No'],
    states: { A: 'failed No 300ms 100ms' },
    status: 'FAILED',
  },
  'an error without an event of its own': {
    run: ['ExecutionStarted', 'PassStateEntered A', 'ExecutionFailed States.Runtime'],
    states: { A: 'failed States.Runtime 100ms' },
    status: 'FAILED',
  },
  'a run that is stopped': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'ExecutionAborted'],
    states: { A: 'aborted 100ms' },
    status: 'ABORTED',
  },
  'a branch that fails stops the other': {
    run: [
      'ExecutionStarted',
      'ParallelStateEntered P',
      'ParallelStateStarted P',
      'TaskStateEntered P/0/A',
      'TaskStateEntered P/1/B',
      'TaskFailed P/0/A No',
      'ParallelStateFailed P',
      'caught P No',
      'ParallelStateExited P',
    ],
    states: { P: 'caught No 600ms', 'P/0/A': 'failed No 300ms', 'P/1/B': 'aborted 200ms' },
    status: 'RUNNING',
  },
  'a Parallel that is stopped, and what runs in it': {
    run: [
      'ExecutionStarted',
      'ParallelStateEntered P',
      'ParallelStateStarted P',
      'PassStateEntered P/0/A',
      'ParallelStateAborted P',
    ],
    states: { P: 'aborted 300ms', 'P/0/A': 'aborted 100ms' },
    status: 'RUNNING',
  },
  'a Map that has failed is stopped with all around it': {
    run: [
      'ExecutionStarted',
      'MapStateEntered Each',
      'MapStateStarted Each 1',
      'MapStateFailed Each',
      'MapStateAborted Each',
    ],
    states: { Each: 'aborted 0/1 300ms' },
    status: 'RUNNING',
  },
  'iterations of a Map together': {
    run: MAP,
    states: { Each: 'running 1/3', 'Each/Pack': 'running' },
    status: 'RUNNING',
  },
  'one iteration that is done': {
    run: MAP,
    chosen: { Each: 0 },
    states: { Each: 'running 1/3', 'Each/Pack': 'succeeded 300ms' },
    status: 'RUNNING',
  },
  'one iteration that has not begun': {
    run: MAP,
    chosen: { Each: 2 },
    states: { 'Each/Pack': 'none' },
    status: 'RUNNING',
  },
  'an iteration that fails fails the Map': {
    run: [
      ...MAP,
      'TaskFailed Each/Pack@1 No',
      'MapIterationFailed Each 1',
      'MapStateFailed Each',
      'ExecutionFailed No',
    ],
    states: { Each: 'failed No 1/3 1100ms', 'Each/Pack': 'failed No 600ms' },
    status: 'FAILED',
  },
  'a redrive runs what failed and was stopped again, but not what a catcher took': {
    run: [
      ...MAP,
      'TaskFailed Each/Pack@1 No',
      'MapIterationFailed Each 1',
      'MapStateFailed Each',
      'MapStateExited Each',
      'TaskStateEntered B',
      'TaskFailed B No',
      'ExecutionFailed No',
      'ExecutionRedriven',
      'TaskScheduled B',
      'TaskSucceeded B',
      'TaskStateExited B',
      'ExecutionSucceeded',
    ],
    states: { Each: 'caught No 1/3 1100ms', 'Each/Pack': 'failed No 600ms', B: 'succeeded 300ms 100ms' },
    status: 'SUCCEEDED',
  },
  'a state whose run stood still': {
    run: ['ExecutionStarted', 'TaskStateEntered A', 'stood 150', 'TaskScheduled A', 'TaskStateExited A'],
    states: { A: 'succeeded 50ms' },
    status: 'RUNNING',
  },
  'a second visit forgets the first': {
    run: [...MAP, 'MapStateExited Each', 'MapStateEntered Each'],
    states: { Each: 'running', 'Each/Pack': 'none' },
    status: 'RUNNING',
  },
};

describe('folding a run', () => {
  for (const [title, each] of Object.entries(CASES)) it(title, () => check(each));

  it('lasts from its redrive on', () => {
    const run = foldRun(eventsOf(['ExecutionStarted', 'ExecutionFailed', 'ExecutionRedriven', 'ExecutionSucceeded']));
    expect(durationOf(run)).toBe(100);
  });

  it('counts the edges taken, per iteration', () => {
    const run = foldRun(eventsOf([...MAP, 'take Each/Pack@0 next 0', 'take Each/Pack@1 next 0', 'take Each next 0']));
    expect(timesTaken(run, 'Each/Pack>next:0', 'Each/Pack')).toBe(2);
    expect(timesTaken(run, 'Each/Pack>next:0', 'Each/Pack', new Map([['Each', 1]]))).toBe(1);
    expect(timesTaken(run, 'Each/Pack>next:0', 'Each/Pack', new Map([['Each', 2]]))).toBe(0);
    expect(timesTaken(run, 'Each>next:0', 'Each', new Map([['Each', 2]]))).toBe(1);
    expect(timesTaken(run, '#start>start:0', '#start')).toBe(1);
  });

  it('ends a run whose last event never came', () => {
    const run = emptyRun();
    for (const event of eventsOf(['ExecutionStarted', 'TaskStateEntered A'])) applyEvent(run, event);
    endRun(run, 'ABORTED', {});
    expect([run.status, marksOf(run, 'A')?.status, run.open.size]).toEqual(['ABORTED', 'aborted', 0]);
  });
});
