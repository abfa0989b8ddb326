import { randomUUID } from 'node:crypto';
import type { Host } from '../core/interpreter/host';

/** The part of a host that is time and chance. */
export interface Clock extends Pick<Host, 'now' | 'random' | 'uuid' | 'sleep'> {
  /** Holds virtual time while something of the real world (a handler, a person) is under way. */
  whileBusy<T>(work: Promise<T>): Promise<T>;
}

/** @param seed makes chance, ids and (on the virtual clock) moments the same each time */
export function createClock(kind: 'real' | 'skip', seed?: number): Clock {
  const random = seed === undefined ? Math.random : seededRandom(seed);
  const chance = { random, uuid: seed === undefined ? randomUUID : () => seededUuid(random) };
  if (kind === 'real') return { ...chance, now: () => Date.now(), sleep: realSleep, whileBusy: (work) => work };
  // A run that can be repeated also begins at the same moment.
  return { ...chance, ...virtualTime(seed === undefined ? Date.now() : SEEDED_START) };
}

const SEEDED_START = Date.UTC(2025, 0, 1);

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

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Time that stands still while anything happens, and jumps to the next due moment when nothing does. */
function virtualTime(start: number): Pick<Clock, 'now' | 'sleep' | 'whileBusy'> {
  let now = start;
  let busy = 0;
  let isScheduled = false;
  /** By due time, first come first served among equals. */
  const sleepers: Sleeper[] = [];

  function advanceWhenIdle(): void {
    if (isScheduled || busy > 0 || sleepers.length === 0) return;
    isScheduled = true;
    // By the next turn of the event loop every step that could go on without waiting has done so.
    setImmediate(() => {
      isScheduled = false;
      if (busy > 0) return;
      const next = sleepers.shift();
      if (!next) return;
      now = Math.max(now, next.due);
      next.wake();
      advanceWhenIdle();
    });
  }

  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        const stop = (): void => {
          sleepers.splice(sleepers.indexOf(sleeper), 1);
          reject(signal.reason as Error);
        };
        const wake = (): void => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        const sleeper: Sleeper = { due: now + Math.max(0, milliseconds), wake };
        const later = sleepers.findIndex(({ due }) => due > sleeper.due);
        sleepers.splice(later < 0 ? sleepers.length : later, 0, sleeper);
        signal.addEventListener('abort', stop, { once: true });
        advanceWhenIdle();
      }),
    async whileBusy(work) {
      busy++;
      try {
        return await work;
      } finally {
        busy--;
        advanceWhenIdle();
      }
    },
  };
}

/** mulberry32: small, quick, and good enough for jitter. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A version 4 UUID out of given chance. */
function seededUuid(random: () => number): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}
