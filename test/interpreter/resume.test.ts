/** What holds of every history that is cut and gone on with. */
import fc from '../harness/properties';
import { expect, test } from 'vitest';
import type { PausePoint } from '../../core/interpreter/host';
import type { HistoryEvent } from '../../core/interpreter';
import type { Json } from '../../core/json';
import { checkpoint, run, World, type Answer } from './resumable';

type Definition = { [field: string]: Json };

const HANDLERS = fc.constantFrom<Definition>(
  {},
  { Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1, IntervalSeconds: 2 }] },
  {
    Retry: [
      { ErrorEquals: ['Boom'], MaxAttempts: 2 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 1 },
    ],
  },
);

/** States of a scope: a line of S0…Sn, then where a catcher leads. */
function scope(depth: number, place: string): fc.Arbitrary<Definition> {
  return fc
    .array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 3 })
    .chain((kinds) => fc.tuple(...kinds.map((_kind, index) => state(depth, `${place}${index}`))))
    .map((states) => {
      const nameOf = (index: number): string => `${place}${index}`;
      const entries = states.map((definition, index): [string, Json] => {
        const last = index === states.length - 1;
        if (definition.Type === 'Fail' || definition.Type === 'Succeed') return [nameOf(index), definition];
        if (definition.Type === 'Choice') {
          const next = last ? `${place}End` : nameOf(index + 1);
          return [
            nameOf(index),
            {
              ...definition,
              Choices: [{ ...((definition.Choices as Json[])[0] as Definition), Next: next }],
              Default: `${place}End`,
            },
          ];
        }
        const caught: Definition = definition.Catch
          ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: `${place}End`, ResultPath: '$.caught' }] }
          : {};
        return [nameOf(index), { ...definition, ...caught, ...(last ? { End: true } : { Next: nameOf(index + 1) }) }];
      });
      return { StartAt: nameOf(0), States: { ...Object.fromEntries(entries), [`${place}End`]: { Type: 'Succeed' } } };
    });
}

function state(depth: number, place: string): fc.Arbitrary<Definition> {
  const plain: fc.Arbitrary<Definition>[] = [
    fc.constantFrom<Definition>(
      { Type: 'Pass', Result: [1, 2], ResultPath: '$.made' },
      { Type: 'Pass', Assign: { [`v${place}`]: { 'at.$': '$$.State.EnteredTime' } } },
      { Type: 'Choice', Choices: [{ Variable: '$.made', IsPresent: true }] },
      { Type: 'Wait', Seconds: 3 },
      { Type: 'Wait', Timestamp: '2030-01-01T00:00:07Z' },
      { Type: 'Fail', Error: 'Boom' },
      { Type: 'Succeed' },
    ),
    fc
      .tuple(
        HANDLERS,
        fc.boolean(),
        fc.constantFrom('arn:aws:states:::lambda:invoke', 'arn:aws:lambda:us-east-1:123456789012:function:f'),
      )
      .map(([handlers, caught, resource]) => ({
        Type: 'Task',
        Resource: resource,
        ResultPath: '$.task',
        ...handlers,
        ...(caught && { Catch: [] }),
      })),
  ];
  if (depth === 0) return fc.oneof(...plain);
  const handled = fc
    .tuple(HANDLERS, fc.boolean())
    .map(([handlers, caught]) => ({ ...handlers, ...(caught && { Catch: [] }) }));
  return fc.oneof(
    ...plain,
    fc
      .tuple(scope(depth - 1, `${place}A`), scope(depth - 1, `${place}B`), handled)
      .map(([first, second, handlers]) => ({
        Type: 'Parallel',
        ResultPath: '$.parallel',
        Branches: [first, second],
        ...handlers,
      })),
    fc
      .tuple(scope(depth - 1, `${place}I`), fc.integer({ min: 0, max: 2 }), handled)
      .map(([processor, concurrency, handlers]) => ({
        Type: 'Map',
        ItemsPath: '$$.Execution.Input.items',
        ItemSelector: { 'item.$': '$$.Map.Item.Value' },
        MaxConcurrency: concurrency,
        ItemProcessor: processor,
        ResultPath: '$.map',
        ...handlers,
      })),
  );
}

const ANSWERS: readonly Answer[] = [
  { output: 1 },
  { output: { a: 'b' }, afterSeconds: 4 },
  { error: 'Boom', cause: 'no' },
  { error: 'Other', afterSeconds: 1 },
  { output: 2, afterSeconds: 1.5 },
];

/** The answer depends on the call alone, so that it is the same after a cut. */
function worldOf(salt: number): World {
  return new World(({ state: { path }, iterations, attempt }) => {
    let hash = salt;
    for (const character of `${path}|${iterations.join()}|${attempt}`)
      hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
    const answer = ANSWERS[hash % ANSWERS.length]!;
    // No two tasks end in the same moment: which of them came first would be chance.
    return { ...answer, afterSeconds: (answer.afterSeconds ?? 0) + (1 + (hash % 997)) / 1000 };
  });
}

function checkChain(events: readonly HistoryEvent[]): void {
  expect(events.map((event) => event.id)).toEqual(events.map((_event, index) => index + 1));
  for (const event of events) expect(event.previousEventId).toBeLessThan(event.id);
  const times = events.map((event) => event.timestamp);
  expect([...times].sort()).toEqual(times);
}

const machines = fc.record({ machine: scope(2, 'S'), salt: fc.nat({ max: 1000 }) });

test('a run that is cut at any event comes to the same end', async () => {
  await fc.assert(
    fc.asyncProperty(machines, async ({ machine, salt }) => {
      const input = { items: [1, 2, 3] };
      const first = worldOf(salt);
      const whole = await run({ machine, input, world: first });
      const cuts = whole.events.length - 1;
      for (let cut = 1; cut <= cuts; cut += 1 + Math.floor(cuts / 15)) {
        // The world answers a task of the first run when it would have, and so forgets nothing at the cut.
        const world = worldOf(salt);
        await run({ machine, input, world });
        world.calls.length = 0;
        const from = checkpoint('resume', machine, whole.events.slice(0, cut));
        const joined = await run({ machine, world, from });
        expect({ cut, ...joined.result }).toEqual({ cut, ...whole.result });
        checkChain(joined.events);
        // What a task has answered before the cut it is not asked again.
        const answered = whole.events
          .slice(0, cut)
          .filter(({ type }) => /^(Task|LambdaFunction)(Succeeded|Failed)$/.test(type));
        expect(world.calls.length).toBeLessThanOrEqual(first.calls.length - answered.length);
      }
    }),
    { numRuns: 15 },
  );
});

test('a rule that was taken before the cut is not announced again, those after it are', async () => {
  const rules = (next: string) => ({ Type: 'Choice', Choices: [{ Variable: '$.n', IsPresent: true, Next: next }] });
  const machine = { StartAt: 'One', States: { One: rules('Two'), Two: rules('End'), End: { Type: 'Succeed' } } };
  const input = { n: 1 };
  const whole = await run({ machine, input, world: worldOf(0) });
  const cut = whole.events.findIndex(({ type }) => type === 'ChoiceStateExited') + 1;
  const heard: string[] = [];
  const from = checkpoint('resume', machine, whole.events.slice(0, cut));
  const pause = ({ when, state }: PausePoint): undefined => void (when === 'evaluate' && heard.push(state.name));
  const joined = await run({ machine, world: worldOf(0), from, pause });
  expect(joined.result).toEqual(whole.result);
  expect(heard).toEqual(['Two', 'Two']);
});
