/** How many handlers work at one time, of all functions: who waits, who is let in, and what that costs. */
import { expect, test } from 'vitest';
import { ProcessRoom, type Place } from '../../lambda/processRoom';
import { answer, createHost, invoke, spec } from './harness';

const turn = (): Promise<void> => new Promise(setImmediate);

/** Asks for so many places; they are in order of entering. */
function enter(room: ProcessRoom, count: number): Place[] {
  const places: Place[] = [];
  for (let index = 0; index < count; index++) void room.enter().then((place) => places.push(place));
  return places;
}

test('lets in as many as it has places, then one for each that leaves', async () => {
  const room = new ProcessRoom(2);
  const places = enter(room, 5);
  await turn();
  expect([places.length, room.isFull]).toEqual([2, true]);
  places[0]!.leave();
  await turn();
  expect(places).toHaveLength(3);
  for (const place of places.slice(1)) place.leave();
  await turn();
  expect(places).toHaveLength(5);
  for (const place of places.slice(3)) place.leave();
  expect(room.isFull).toBe(false);
});

test('a process that waits for an answer lends its place, once however many calls it has', async () => {
  const room = new ProcessRoom(1);
  const places = enter(room, 3);
  await turn();
  places[0]!.takenBy('a');
  const answered = [room.lend('a'), room.lend('a')];
  await turn();
  expect(places).toHaveLength(2);
  answered.forEach((each) => each());
  places[1]!.leave();
  await turn();
  expect(places).toHaveLength(2);
  places[0]!.leave();
  await turn();
  expect(places).toHaveLength(3);
});

test('a process that has no place lends none', async () => {
  const room = new ProcessRoom(1);
  const places = enter(room, 2);
  await turn();
  places[0]!.takenBy('a');
  room.lend('frozen');
  await turn();
  expect(places).toHaveLength(1);
});

test('those of one function wait as well, and are told', async () => {
  const { host, logs } = createHost({ room: new ProcessRoom(1) });
  const [first, second] = (await Promise.all([1, 2].map(() => invoke(host, 'cjs/app.js#wait', 1)))).map(answer);
  expect(first).toBe(second);
  expect(logs).toHaveLength(1);
  await host.dispose();
});

test('handlers of several functions wait for their turn: no throttle, one sentence, no process too many', async () => {
  const { host, logs } = createHost({ room: new ProcessRoom(1) });
  const alive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const pids = (
    await Promise.all(
      [1, 2, 3].map((memorySize) => invoke(host, 'cjs/app.js#wait', 1, { memorySize: memorySize * 512 })),
    )
  ).map((outcome) => answer(outcome) as number);
  expect(new Set(pids).size).toBe(3);
  expect(pids.map(alive)).toEqual([false, false, true]);
  expect(logs.map(({ text }) => text)).toEqual([
    'One handler runs at a time, as maxProcesses says: the others wait for their turn.',
  ]);
  await host.dispose();
});

test('a function that calls itself has a place for that while it waits', async () => {
  const { host } = createHost();
  const abort = new AbortController();
  const reserved = spec('cjs/app.js#wait', { reservedConcurrency: 1 });
  let hasEnded = false;
  const caller = await new Promise<string>((takenBy) => {
    void host.invoke(reserved, '9000', { takenBy, signal: abort.signal }).then(() => (hasEnded = true));
  });
  // Queued, or it would be throttled.
  answer(await host.invoke(reserved, '1', { calledBy: caller, isQueued: true }));
  expect(hasEnded).toBe(false);
  abort.abort();
  await host.dispose();
});
