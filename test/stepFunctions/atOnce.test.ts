/** How many executions run side by side, and in all. */
import { expect, test } from 'vitest';
import { startNew } from '../../run/stepFunctions/operations/startExecution';

test.each([
  [0, 0, 'started'],
  [999, 0, 'started'],
  [1000, 0, 'at most 1000'],
  [0, 4, 'started'],
  [0, 5, 'at most 5'],
])('%i that run, and %i that are known: %s', async (running, count, outcome) => {
  let end: () => void = () => undefined;
  const result = new Promise<void>((resolve) => (end = resolve));
  const service = { running, mostExecutions: 5, executions: { count } };
  const started = startNew({} as never, {} as never, { start: () => ({ result }) } as never, service as never);
  expect('message' in started ? started.message : 'started').toContain(outcome);
  const isStarted = outcome === 'started';
  expect(service.running).toBe(running + (isStarted ? 1 : 0));
  end();
  await result;
  await Promise.resolve();
  expect(service.running).toBe(running);
});

test('what cannot be started runs not', () => {
  const service = { running: 0, mostExecutions: 5, executions: { count: 0 } };
  const host = { start: () => ({ problem: 'It has no StartAt.' }) };
  expect(startNew({} as never, {} as never, host as never, service as never)).toMatchObject({
    message: 'It has no StartAt.',
  });
  expect(service.running).toBe(0);
});
