/** What Lambda would not invoke: too large an event, or more at one time than the function reserves. */
import { expect, test } from 'vitest';
import { eventTooLarge } from '../../lambda/failure';
import { answer, createHost, invoke, spec } from './harness';

const LIMIT = 6_291_456;
/** JSON text of so many bytes. */
const eventOf = (bytes: number, letter = 'x'): string =>
  `"${letter.repeat(Math.floor((bytes - 2) / Buffer.byteLength(letter)))}"`;

test('an event above 6 MB is refused, in bytes; one of 6 MB arrives', async () => {
  const { host } = createHost();
  for (const event of [eventOf(LIMIT + 1), eventOf(LIMIT + 3, 'é')]) {
    expect(await host.invoke(spec('cjs/app.js#count'), event)).toMatchObject({
      reason: 'refused',
      errorType: 'RequestEntityTooLargeException',
      errorMessage: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    });
  }
  expect(answer(await host.invoke(spec('cjs/app.js#count'), eventOf(LIMIT)))).toMatchObject({ calls: 1 });
  await host.dispose();
});

test('an event that is queued may have 1 MB', () => {
  expect(eventTooLarge(eventOf(1_048_576), true)).toBeUndefined();
  expect(eventTooLarge(eventOf(1_048_577), true)?.errorMessage).toContain('smaller than 1048576 bytes');
});

const THROTTLED = { reason: 'refused', errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };

test('more than a function reserves are throttled, and said so once', async () => {
  const { host, logs } = createHost();
  const many = await Promise.all(
    [1, 2, 3, 4].map(() => invoke(host, 'cjs/app.js#wait', 300, { reservedConcurrency: 2 })),
  );
  expect(many.map(({ type }) => type)).toEqual(['success', 'success', 'error', 'error']);
  expect(many[3]).toMatchObject(THROTTLED);
  expect(answer(await invoke(host, 'cjs/app.js#wait', 1, { reservedConcurrency: 2 }))).toEqual(expect.any(Number));
  expect(logs.map(({ text }) => text)).toEqual([
    'Its ReservedConcurrentExecutions is 2: more at one time are throttled.',
  ]);
  await host.dispose();
});

test('none reserved throttles all; what is queued waits where there may be one', async () => {
  const { host } = createHost();
  const queued = { isQueued: true };
  expect(await invoke(host, 'cjs/app.js#wait', 1, { reservedConcurrency: 0 }, queued)).toMatchObject(THROTTLED);
  const one = () => invoke(host, 'cjs/app.js#wait', 50, { reservedConcurrency: 1 }, queued).then(answer);
  const [first, second] = await Promise.all([one(), one()]);
  expect(first).toBe(second);
  await host.dispose();
});

test('SnapStart is named as what is not imitated', async () => {
  const { host, logs } = createHost();
  await invoke(host, 'cjs/app.js#count', {}, { snapStart: true });
  await invoke(host, 'cjs/app.js#count', {}, { snapStart: true });
  expect(logs.filter(({ stream }) => stream === 'info').map(({ text }) => text)).toEqual([
    'SnapStart is not imitated: each process loads the code anew, and hooks of snapshots do not run.',
  ]);
  await host.dispose();
});
