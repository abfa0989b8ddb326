/** What holds of every run, whatever the machine. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run, type Case, type Reply, type Run } from './check';
import type { Json } from '../../core/json';

type Definition = { [field: string]: Json };

/** A line of states S0…Sn of mixed types that always ends; nesting as deep as `depth`. */
function scope(depth: number): fc.Arbitrary<{ StartAt: string; States: Definition }> {
  return fc.array(state(depth), { minLength: 1, maxLength: 3 }).map((states) => {
    const prefix = `D${depth}S`;
    const named = states.map((definition, index): [string, Json] => {
      const last = index === states.length - 1;
      const next = `${prefix}${index + 1}`;
      const ends = definition.Type === 'Fail' || definition.Type === 'Succeed';
      if (definition.Type === 'Choice') {
        if (last) return [`${prefix}${index}`, { Type: 'Succeed' }];
        return [`${prefix}${index}`, { ...definition, Default: next }];
      }
      return [`${prefix}${index}`, ends ? definition : { ...definition, ...(last ? { End: true } : { Next: next }) }];
    });
    return { StartAt: `${prefix}0`, States: Object.fromEntries(named) };
  });
}

function state(depth: number): fc.Arbitrary<Definition> {
  const handlers = fc.constantFrom<Definition>(
    {},
    { Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 1, JitterStrategy: 'FULL' }] },
    { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] },
  );
  const plain: fc.Arbitrary<Definition>[] = [
    fc.constantFrom<Definition>(
      { Type: 'Pass' },
      { Type: 'Pass', Result: [1, 2], ResultPath: '$.items' },
      { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, ResultPath: '$.id' },
      { Type: 'Pass', Assign: { 'v.$': '$' } },
      { Type: 'Choice', Choices: [], Default: '' },
      { Type: 'Wait', Seconds: 3 },
      { Type: 'Fail', Error: 'Boom' },
      { Type: 'Succeed' },
    ),
    handlers.map((fields) => ({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      TimeoutSeconds: 10,
      ResultPath: '$.task',
      ...fields,
    })),
  ];
  if (depth === 0) return fc.oneof(...plain);
  const nested = [
    fc.tuple(fc.array(scope(depth - 1), { minLength: 1, maxLength: 3 }), handlers).map(([branches, fields]) => ({
      Type: 'Parallel',
      ResultPath: '$.parallel',
      Branches: branches as unknown as Json,
      ...fields,
    })),
    fc.tuple(scope(depth - 1), fc.integer({ min: 0, max: 2 }), handlers).map(([processor, concurrency, fields]) => ({
      Type: 'Map',
      Items: undefined as unknown as Json,
      ItemsPath: '$$.Execution.Input.items',
      ItemSelector: { 'item.$': '$$.Map.Item.Value' },
      MaxConcurrency: concurrency,
      ItemProcessor: processor as unknown as Json,
      ResultPath: '$.map',
      ...fields,
    })),
  ];
  return fc.oneof(...plain, ...nested);
}

const replies = fc.array(
  fc.constantFrom<Reply>({ output: 1 }, { error: 'Boom' }, { output: 2, afterSeconds: 4 }, { never: true }),
  { minLength: 1, maxLength: 4 },
);

const cases: fc.Arbitrary<Case> = fc
  .tuple(scope(2), replies, fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }))
  .map(([machine, answers, abortAfter]) => ({
    machine: machine as unknown as Json,
    input: { items: [1, 2, 3] },
    replies: new Proxy({}, { get: () => answers }) as Case['replies'],
    ...(abortAfter !== undefined && { abortAfter }),
  }));

const ENDS = { SUCCEEDED: 'ExecutionSucceeded', FAILED: 'ExecutionFailed', ABORTED: 'ExecutionAborted' };

function checkHistory({ events, result }: Run): void {
  expect(events.map((event) => event.id)).toEqual(events.map((_event, index) => index + 1));
  for (const event of events) expect(event.previousEventId).toBeLessThan(event.id);
  expect(events[0]?.type).toBe('ExecutionStarted');
  expect(events[events.length - 1]?.type).toBe(ENDS[result.status as keyof typeof ENDS]);
  expect(events.filter((event) => /^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(event.type))).toHaveLength(1);
  const times = events.map((event) => event.timestamp);
  expect([...times].sort()).toEqual(times);
  // In a run that succeeded every state that was entered was left, failed, or was stopped by a sibling.
  const count = (pattern: RegExp): number => events.filter((event) => pattern.test(event.type)).length;
  expect(count(/StateExited$/)).toBeLessThanOrEqual(count(/StateEntered$/));
  expect(count(/^MapIteration(Succeeded|Failed|Aborted)$/)).toBeLessThanOrEqual(count(/^MapIterationStarted$/));
}

test('ids are 1 to n, links point back, time never does, and there is one end', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (given) => checkHistory(await run(given))),
    { numRuns: 150 },
  );
});

test('the same seed and the same replies give the same history, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const [first, second] = [await run(given), await run(given)];
      expect(JSON.stringify(second.all)).toBe(JSON.stringify(first.all));
    }),
    { numRuns: 50 },
  );
});
