import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent, TaskCall } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { readMask } from '../../core/mask';
import { goOnFrom, HistoryFile, HistoryKeeper } from '../../run';
import { draftIn } from '../../processes/sweep';
import { temporaryFolder } from '../harness/temporaryFolder';
import { machineOf, run, World, type Answer, type Ran } from '../interpreter/resumable';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const processor = (mode: string, states: object): object => ({
  ProcessorConfig: { Mode: mode, ExecutionType: 'STANDARD' },
  StartAt: Object.keys(states)[0],
  States: states,
});

/** A Distributed Map of tasks, inside one of them another. */
const MACHINE = {
  StartAt: 'Outer',
  States: {
    Outer: {
      Type: 'Map',
      MaxConcurrency: 2,
      ToleratedFailureCount: 1,
      ItemProcessor: processor('DISTRIBUTED', {
        First: { ...TASK, ResultPath: null, Next: 'Inner' },
        Inner: {
          Type: 'Map',
          ItemProcessor: processor('DISTRIBUTED', { Work: { ...TASK, End: true } }),
          ResultPath: '$.inner',
          End: true,
        },
      }),
      Next: 'Last',
    },
    Last: { ...TASK, ResultPath: null, End: true },
  },
} as unknown as Json;
const INPUT = [['a', 'b'], ['c'], ['d', 'e', 'f']];

/** Each task takes its own time; that of the second item fails. */
function answer({ state: { name }, iterations }: TaskCall): Answer {
  const [outer = 0, inner = 0] = iterations;
  if (name === 'First' && outer === 1) return { error: 'Boom', afterSeconds: 2.25 };
  return { output: `${name} ${iterations.join('.')}`, afterSeconds: 1 + outer * 0.7 + inner * 0.11 };
}

const MACHINE_OF_LISTS = {
  ...(MACHINE as object),
  // The inner Map goes over the item itself.
  States: JSON.parse(
    JSON.stringify((MACHINE as { States: Json }).States).replace('"ResultPath":"$.inner"', '"ResultPath":"$"'),
  ) as Json,
} as Json;

function keep(events: readonly RunEvent[]): HistoryKeeper {
  const keeper = new HistoryKeeper();
  keeper.executionArn = 'arn:aws:states:us-east-1:123456789012:execution:Machine:run';
  for (const event of events) keeper.add(event);
  return keeper;
}

test('a run with child executions, cut at any event of theirs or its own, comes to the same end', async () => {
  const first = new World(answer);
  const whole = await run({ machine: MACHINE_OF_LISTS, input: INPUT, world: first });
  expect(whole.result.status).toBe('SUCCEEDED');
  const told = whole.all.filter((event) => event.kind !== 'note');
  for (let cut = 1; cut < told.length; cut++) {
    const before = told.slice(0, cut);
    const text = JSON.stringify(keep(before).saved);
    const earlier = goOnFrom({ how: 'resume', text, machine: machineOf(MACHINE_OF_LISTS), type: 'STANDARD' });
    if ('problem' in earlier) throw new Error(`${cut}: ${earlier.problem}`);
    const world = new World(answer);
    const joined = await run({ machine: MACHINE_OF_LISTS, world, from: earlier.checkpoint });
    expect({ cut, ...joined.result }).toEqual({ cut, ...whole.result });
    const answered = before.filter(({ event }) => /^Task(Succeeded|Failed)$/.test(event.type)).length;
    expect(world.calls.length).toBeLessThanOrEqual(first.calls.length - answered);
    for (const { events } of [...joined.children, joined]) {
      expect(events.map(({ id }) => id)).toEqual(events.map((_event, index) => index + 1));
    }
  }
});

async function firstRun(): Promise<Ran> {
  return run({ machine: MACHINE_OF_LISTS, input: INPUT, world: new World(answer) });
}

test('the lines of a run under way say the same as the document at its end', async () => {
  const { all } = await firstRun();
  const file = path.join(temporaryFolder({}), 'h.json');
  const saved = new HistoryFile(file);
  for (const event of all) saved.add(event);
  saved.executionArn = 'arn:aws:states:us-east-1:123456789012:execution:Machine:run';
  await new Promise((resolve) => setImmediate(resolve));
  const lines = readFileSync(file, 'utf8');
  saved.close();
  const document = readFileSync(file, 'utf8');
  const read = (text: string) =>
    goOnFrom({ how: 'redrive', text, machine: machineOf(MACHINE_OF_LISTS), type: 'STANDARD' });
  expect(lines.split('\n').length).toBeGreaterThan(50);
  expect(JSON.parse(document)).toEqual(JSON.parse(JSON.stringify(keep(all).saved)));
  expect(JSON.parse(document)).toMatchObject({ version: 1 });
  expect(JSON.parse(lines.split('\n')[0] ?? '')).toMatchObject({ version: 1 });
  expect(read(lines)).toEqual(read(document));
});

test('what an earlier run told is masked, and its name kept', () => {
  const keeper = new HistoryKeeper(readMask(['card']).mask);
  const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:Machine:earlier';
  const input = '{"card":"4929-1111"}';
  const event = (id: number, more: object): never =>
    ({ id, previousEventId: id - 1, timestamp: '2025-01-01T00:00:00.000Z', ...more }) as never;
  const started = event(1, { type: 'ExecutionStarted', executionStartedEventDetails: { input } });
  const stateExitedEventDetails = { name: 'A', output: '{"said":"of 4929-1111"}' };
  keeper.addSaved({ executionArn, masked: ['pin'], events: [started] });
  keeper.add(event(2, { kind: 'history', envelope: {}, event: { type: 'PassStateExited', stateExitedEventDetails } }));
  expect(keeper.saved).toMatchObject({ executionArn, masked: ['pin', 'card'] });
  expect(JSON.stringify(keeper.saved)).not.toContain('4929');
});

const EVENTS = [
  {
    id: 1,
    previousEventId: 0,
    type: 'ExecutionStarted',
    timestamp: '2025-01-01T00:00:00.000Z',
    executionStartedEventDetails: { input: '[]', inputDetails: { truncated: false }, roleArn: 'arn:aws:iam::1:role/r' },
  },
];
const NEWER = 'it has version 2, and this Stepwise reads version 1. Update Stepwise to read it.';

test.each<[what: string, text: string, problem: string | undefined]>([
  ["AWS's own, which has no version", JSON.stringify({ events: EVENTS }), undefined],
  ['one of before there were versions', JSON.stringify({ executionArn: 'a:b', events: EVENTS }), undefined],
  ['one of today', JSON.stringify({ version: 1, events: EVENTS }), undefined],
  ['one of a later Stepwise', JSON.stringify({ version: 2, events: EVENTS, more: {} }), NEWER],
  ['the lines of a later one', `{"version":2}\n${JSON.stringify({ event: EVENTS[0] })}\n`, NEWER],
])('%s', (_what, text, problem) => {
  const read = goOnFrom({ how: 'resume', text, machine: machineOf(MACHINE_OF_LISTS), type: 'STANDARD' });
  expect('problem' in read ? read.problem : undefined).toBe(problem);
});

test.each<[input: string, masked: readonly string[] | undefined, executionArn: string | undefined, told: object]>([
  ['["***"]', ['a'], 'arn:aws:states:r:1:execution:m:one', { hasMaskedInput: true, executionName: 'one' }],
  ['["***"]', undefined, undefined, { hasMaskedInput: false, executionName: undefined }],
  ['["**"]', ['a'], 'arn:aws:states:r:1:express:m:one:id', { hasMaskedInput: false, executionName: 'one' }],
  ['[]', [], 'a:b', { hasMaskedInput: false, executionName: undefined }],
])('an earlier run of the input %s, with the masks %j, of %s', (input, masked, executionArn, told) => {
  const [started] = EVENTS;
  const entered = {
    id: 2,
    previousEventId: 1,
    type: 'MapStateEntered',
    timestamp: '2025-01-01T00:00:01.000Z',
    stateEnteredEventDetails: { name: 'Outer', input: '[]' },
  };
  const details = { ...started!.executionStartedEventDetails, input };
  const text = JSON.stringify({
    executionArn,
    masked,
    events: [{ ...started, executionStartedEventDetails: details }, entered],
  });
  const read = goOnFrom({ how: 'resume', text, machine: machineOf(MACHINE_OF_LISTS), type: 'STANDARD' });
  expect(read).toMatchObject(told);
});

test('the history that a run goes on with stays where the new one cannot be written', async () => {
  const folder = temporaryFolder({ 'h.json': 'the earlier run' });
  const file = path.join(folder, 'h.json');
  // What the draft would be called is taken, as on a disk that is full.
  mkdirSync(draftIn(folder));
  const history = new HistoryFile(file);
  history.executionArn = 'arn:aws:states:us-east-1:123456789012:execution:m:one';
  const event = { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: '2025-01-01T00:00:00.000Z' };
  history.add({ kind: 'history', envelope: { strand: '', iterations: [] }, event } as RunEvent);
  await new Promise((resolve) => setImmediate(resolve));
  expect(readFileSync(file, 'utf8')).toBe('the earlier run');
  expect(history.close()).toMatchObject({ form: 'lines', isBegun: false });
  expect(readFileSync(file, 'utf8')).toBe('the earlier run');
});
