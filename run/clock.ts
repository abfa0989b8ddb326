import { randomUUID } from 'node:crypto';
import { seededRandom, VirtualClock } from '../core/interpreter';
import type { Host } from '../core/interpreter';

/** The part of a host that is time and chance. */
export interface Clock extends Pick<Host, 'now' | 'random' | 'uuid' | 'sleep'> {
  /** Holds virtual time while something of the real world (a handler, a person) is under way. */
  whileBusy<T>(work: Promise<T>): Promise<T>;
}

/** A run that can be repeated on the virtual clock also begins at the same moment. */
const SEEDED_START = Date.UTC(2025, 0, 1);

/**
 * @param since where an earlier run left off, ISO 8601: virtual time goes on from there
 * @param seed makes chance, ids and (on the virtual clock) moments the same each time
 */
export function createClock(kind: 'real' | 'skip', seed?: number, since?: string): Clock {
  const seeded = seed === undefined ? undefined : seededRandom(seed);
  const random = seeded ? () => seeded.random() : Math.random;
  const uuid = seeded ? () => seeded.uuid() : () => randomUUID();
  // An earlier run on the virtual clock may have left off in the future: time does not go back.
  const ahead = since === undefined ? 0 : Math.max(0, Date.parse(since) - Date.now());
  if (kind === 'real')
    return { random, uuid, now: () => Date.now() + ahead, sleep: realSleep, whileBusy: (work) => work };
  const virtual = new VirtualClock({
    start: since !== undefined ? Date.parse(since) : seed === undefined ? Date.now() : SEEDED_START,
    whenIdle: (callback) => setImmediate(callback),
  });
  return {
    random,
    uuid,
    now: () => virtual.now(),
    sleep: (milliseconds, signal) => virtual.sleep(milliseconds, signal),
    whileBusy: (work) => virtual.busyWhile(work),
  };
}

/** The longest time a Node timer can wait; longer ones fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function realSleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0; left -= LONGEST_TIMER) {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const wake = (): void => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(left, LONGEST_TIMER));
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}
