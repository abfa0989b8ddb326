/** A history may come from anywhere: whatever stands in it, reading it ends in a checkpoint or in a sentence. */
import fc from '../harness/properties';
import { expect, test } from 'vitest';
import { readEvents, redrivePoint, resumePoint, type HistoryEvent } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { machineOf, run, World } from './resumable';

const TASK = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const MACHINE = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'One', States: { One: { ...TASK, Retry: [{ ErrorEquals: ['Boom'] }], End: true } } },
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              ItemProcessor: { StartAt: 'Work', States: { Work: { ...TASK, Assign: { v: 1 }, End: true } } },
              End: true,
            },
          },
        },
      ],
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 1, End: true },
  },
} as unknown as Json;
const SCOPE = machineOf(MACHINE).root;

async function recorded(): Promise<HistoryEvent[]> {
  const world = new World(({ attempt, state }) => (state.name === 'One' && attempt < 1 ? { error: 'Boom' } : {}));
  return [...(await run({ machine: MACHINE, input: [1, 2], world })).events];
}

/** Neither throws nor gives anything but a checkpoint or a sentence. */
function reads(history: Json): void {
  const events = readEvents(history);
  if ('problem' in events) {
    expect(events.problem).toMatch(/\.$/);
    return;
  }
  for (const point of [resumePoint(SCOPE, { events }), redrivePoint(SCOPE, { events })]) {
    if ('problem' in point) expect(point.problem).toMatch(/\.$/);
    else expect(point.root).toBeDefined();
  }
}

test('any JSON', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => reads(value as Json)));
});

test('a recorded history with its events mixed up, their links and details changed', async () => {
  const events = await recorded();
  const change = fc.record({
    at: fc.nat({ max: events.length - 1 }),
    from: fc.nat({ max: events.length - 1 }),
    how: fc.constantFrom('replace', 'link', 'drop', 'details', 'type'),
    junk: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
      const changed = events.map((event) => ({ ...event }) as { [key: string]: unknown });
      for (const { at, from, how, junk } of changes) {
        const event = changed[at]!;
        const other = changed[from]!;
        if (how === 'replace') changed[at] = { ...other, id: at + 1, previousEventId: Math.min(from, at) };
        if (how === 'link') event.previousEventId = from % (at + 1);
        if (how === 'type') event.type = other.type;
        if (how === 'drop') changed.length = Math.max(1, at);
        if (how === 'details') for (const key of Object.keys(event)) if (key.endsWith('Details')) event[key] = junk;
        if (how === 'drop') break;
      }
      reads(changed as unknown as Json);
    }),
    { numRuns: 500 },
  );
});

test('names such as __proto__ are names of variables like any other', async () => {
  const events = await recorded();
  const text = JSON.stringify(events).replaceAll('"assignedVariables":{"v"', '"assignedVariables":{"__proto__"');
  const read = readEvents(JSON.parse(text) as Json);
  if ('problem' in read) throw new Error(read.problem);
  resumePoint(SCOPE, { events: read.slice(0, -1) });
  expect(({} as { v?: unknown }).v).toBeUndefined();
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test('a history made to be deep or slow is read in steps as many as its events: anything worse runs into the time limit', () => {
  const MANY = 50_000;
  const event = (id: number, previousEventId: number, type: string, details: object = {}): Json => ({
    id,
    previousEventId,
    timestamp: 1,
    type,
    ...details,
  });
  const started = event(1, 0, 'ExecutionStarted', { executionStartedEventDetails: { input: '{}' } });
  const named = (name: string) => ({ stateEnteredEventDetails: { name, input: '{}' } });
  const deep = [started];
  const slow = [started, event(2, 0, 'ParallelStateEntered', named('Both')), event(3, 2, 'ParallelStateStarted')];
  for (let id = 2; id < MANY; id += 2) {
    deep.push(event(id, id === 2 ? 0 : id - 1, 'ParallelStateEntered', named('Both')));
    deep.push(event(id + 1, id, 'ParallelStateStarted'));
  }
  for (let id = 4; id < MANY; id++) slow.push(event(id, 3, 'TaskStateEntered', named('Nobody')));
  for (let id = MANY; id < 2 * MANY; id++) {
    slow.push(event(id, 3, 'EvaluationFailed', { evaluationFailedEventDetails: { state: 'Nobody' } }));
  }
  reads(deep);
  reads(slow);
});
