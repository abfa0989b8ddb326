/** Whatever a run does, the editor beside it is told no more than it bears, and is always listened to. */
import { expect, it } from 'vitest';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import { HandlerOutput, MOST_LINES } from '../../debugger/handlerOutput';
import { SessionConsole } from '../../debugger/sessionConsole';
import { LONGEST_CUT, MOST_EVENTS, MOST_WHOLE, ViewBudget } from '../../debugger/viewBudget';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const LOOP = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } };

it('answers and stops while an express workflow loops for ever', async () => {
  const folder = temporaryFolder({ 'loop.asl.json': JSON.stringify(LOOP) });
  const client = new Client({});
  const full = new Promise<void>((resolve) => {
    client.onEvent = ({ body }) => {
      if ((body as { output?: string } | undefined)?.output?.includes('the graph stops following this run')) resolve();
    };
  });
  await client.request('initialize', { adapterID: 'stepwise' });
  await client.request('launch', {
    program: `${folder}/loop.asl.json`,
    machineType: 'EXPRESS',
    noDebug: true,
    runAnyway: true,
  });
  await client.request('configurationDone');
  expect(await client.request('threads')).toHaveProperty('threads');
  await full;
  await client.request('terminate');
  const told = client.events.filter(({ event }) => event === 'stepwise.runEvents');
  const sizes = told.map(({ body }) => (body as { events: unknown[] }).events.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(MOST_EVENTS);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2000);
});

it('carries large data whole up to a bound, then cut and marked as AWS marks it', () => {
  const budget = new ViewBudget(() => undefined);
  const input = 'x'.repeat(200_000);
  const event: RunEvent = {
    kind: 'history',
    envelope: { strand: '', iterations: [] },
    event: {
      id: 1,
      previousEventId: 0,
      type: 'PassStateEntered',
      timestamp: '2025-01-01T00:00:00.000Z',
      stateEnteredEventDetails: { name: 'A', input, inputDetails: { truncated: false } },
    },
  };
  const whole = Math.floor(MOST_WHOLE / (input.length + 1));
  for (let count = 0; count < whole; count++) expect(budget.admit(event)).toBe(event);
  expect(budget.admit(event)).toMatchObject({
    event: {
      stateEnteredEventDetails: {
        name: 'A',
        input: `${'x'.repeat(LONGEST_CUT)}…`,
        inputDetails: { truncated: true },
      },
    },
  });
});

it('writes what handlers print up to a bound, and what Stepwise says of them past it', () => {
  const written: string[] = [];
  const output = new HandlerOutput((text, stream) => written.push(`${stream} ${text}`));
  for (let count = 0; count < 3 * MOST_LINES; count++) output.add('f', 'stderr', 'x');
  output.add('f', 'info', 'a word of ours');
  expect(written.length).toBe(MOST_LINES + 2);
  expect([written[0], ...written.slice(-2)]).toEqual([
    'stderr [f] x',
    'console … too much output of handlers for the console: the rest is not shown.',
    'console [f] a word of ours',
  ]);
});

it.each([
  [99_998, undefined],
  [99_999, '… (100001 characters)'],
])('shows a result of %i characters and its quotes as far as the console bears it', (length, more) => {
  const written: string[] = [];
  const shown = new SessionConsole({ launched: undefined }, undefined as never, (event) =>
    written.push((event as { body: { output: string } }).body.output),
  );
  shown.writeResult('x'.repeat(length));
  const whole = `"${'x'.repeat(length)}"`;
  expect(written).toEqual([more === undefined ? `${whole}\n` : `${whole.slice(0, 100_000)}\n${more}\n`]);
});

it('says what is wrong with stepwise.json, and uses an answer it cannot save there', async () => {
  const call = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true };
  const folder = temporaryFolder({
    'ask.asl.json': JSON.stringify({ StartAt: 'Send', States: { Send: call } }),
    '.vscode/stepwise.json': '{bad',
  });
  const client = new Client({});
  client.onEvent = ({ event, body }) => {
    if (event !== 'stepwise.ask') return;
    const { requestId } = body as { requestId: number };
    void client.request('stepwise.answer', { requestId, answer: { return: '{"MessageId":"m"}' }, save: true });
  };
  await client.request('initialize', { adapterID: 'stepwise' });
  await client.request('launch', { program: `${folder}/ask.asl.json`, noDebug: true, interactive: true });
  await client.request('configurationDone');
  await client.event(0, 'terminated');
  const output = client.events.map(({ body }) => (body as { output?: string } | undefined)?.output ?? '').join('');
  expect(output).toMatch(/stepwise\.json is not valid JSON[^]*was not saved[^]*ask succeeded[^]*"MessageId": "m"/);
});
