/** Which process takes an invocation: those there are, and what becomes of each. */
import { describe, expect, test } from 'vitest';
import type { HandlerProcess } from '../../lambda/handlerProcess';
import { ProcessPool } from '../../lambda/processPool';
import type { Place } from '../../lambda/processRoom';

interface Known {
  readonly busy?: boolean;
  readonly stale?: boolean;
  readonly ended?: boolean;
}

/** A pool of these, what it takes, and whom it lets go. */
function take(known: { readonly [name: string]: Known }): { taken: string | undefined; killed: string[] } {
  const killed: string[] = [];
  const pool = new ProcessPool();
  const names = new Map<unknown, string>();
  for (const [name, { busy = false, stale = false, ended = false }] of Object.entries(known)) {
    const process = {
      busy,
      stale,
      get alive() {
        return !ended && !killed.includes(name);
      },
      kill: () => void killed.push(name),
    };
    names.set(process, name);
    pool.add(process as unknown as HandlerProcess);
  }
  return { taken: names.get(pool.takeWarm()), killed };
}

describe('a pool of processes', () => {
  test.each<[string, { readonly [name: string]: Known }, string | undefined, string[]]>([
    ['an idle one', { a: {} }, 'a', []],
    ['the first that is idle', { a: { busy: true }, b: {}, c: {} }, 'b', []],
    ['none that has ended', { a: { ended: true }, b: {} }, 'b', []],
    ['none whose code has changed on disk, and lets it go', { a: { stale: true } }, undefined, ['a']],
    ['none while all are busy', { a: { busy: true }, b: { busy: true } }, undefined, []],
    ['none, and lets a busy one with old code end its work', { a: { busy: true, stale: true } }, undefined, []],
  ])('gives %s', (_what, known, taken, killed) => expect(take(known)).toEqual({ taken, killed }));

  test('lets in as many as it bears, and the others one by one in their order', async () => {
    const pool = new ProcessPool();
    const entered: number[] = [];
    const places: Place[] = [];
    const enter = async (index: number): Promise<void> => {
      places.push(await pool.enter());
      entered.push(index);
    };
    const asked = Array.from({ length: 200 }, (_, index) => enter(index));
    await Promise.resolve();
    await new Promise(setImmediate);
    const bears = entered.length;
    expect(bears).toBeGreaterThanOrEqual(8);
    expect(bears).toBeLessThan(200);
    places[0]!.leave();
    await new Promise(setImmediate);
    expect(entered).toEqual(Array.from({ length: bears + 1 }, (_, index) => index));
    for (let left = 1; left < 200; left++) {
      places[left]!.leave();
      await new Promise(setImmediate);
    }
    await Promise.all(asked);
    expect(entered).toHaveLength(200);
  });
});
