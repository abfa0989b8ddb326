import { seededRandom, VirtualClock } from '../core/interpreter';
import type { Host } from '../core/interpreter';
import { randomId } from '../processes/chance';
import type { HeldTime } from './heldTime';

/** The part of a host that is time and chance. */
export interface Clock extends Pick<Host, 'now' | 'random' | 'uuid' | 'sleep'> {
  /** A UUID for what must differ and need not be a secret: Node's cryptography, which takes long to load, is not asked. */
  name(): string;
  /** Holds virtual time while something of the real world (a handler, a person) is under way. */
  whileBusy<T>(work: Promise<T>): Promise<T>;
}

export interface ClockOptions {
  /** Makes chance, ids and (on the virtual clock) moments the same each time. */
  readonly seed?: number;
  /** Where an earlier run left off, ISO 8601: virtual time goes on from there. */
  readonly since?: string;
  /** Real time, as long as nobody holds it; the virtual clock stands still with it. */
  readonly time: HeldTime;
}

/** A run that can be repeated on the virtual clock also begins at the same moment. */
const SEEDED_START = Date.UTC(2025, 0, 1);

export function createClock(kind: 'real' | 'skip', { seed, since, time }: ClockOptions): Clock {
  const seeded = seed === undefined ? undefined : seededRandom(seed);
  const random = seeded ? () => seeded.random() : Math.random;
  const uuid = seeded ? () => seeded.uuid() : randomId;
  const name = seeded ? uuid : plainUuid;
  return { random, uuid, name, ...(kind === 'real' ? realTime(time, since) : virtualTime(time, { seed, since })) };
}

/** Version 4. */
function plainUuid(): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (digit) => {
    const value = Math.floor(Math.random() * 16);
    return (digit === 'x' ? value : (value & 3) | 8).toString(16);
  });
}

type TimeOf = Pick<Clock, 'now' | 'sleep' | 'whileBusy'>;

function realTime(time: HeldTime, since: string | undefined): TimeOf {
  // An earlier run on the virtual clock may have left off in the future: time does not go back.
  const ahead = since === undefined ? 0 : Math.max(0, Date.parse(since) - time.now());
  return {
    now: () => time.now() + ahead,
    sleep: (milliseconds, signal) => sleepIn(time, milliseconds, signal),
    whileBusy: (work) => work,
  };
}

function virtualTime(time: HeldTime, { seed, since }: Pick<ClockOptions, 'seed' | 'since'>): TimeOf {
  const virtual = new VirtualClock({
    start: since !== undefined ? Date.parse(since) : seed === undefined ? Date.now() : SEEDED_START,
    whenIdle: (callback) => setImmediate(callback),
  });
  let goOn: (() => void) | undefined;
  const follow = (): void => {
    goOn?.();
    if (time.stands) void virtual.busyWhile(new Promise<void>((resolve) => (goOn = resolve)));
  };
  time.watch(follow);
  follow();
  return {
    now: () => virtual.now(),
    sleep: (milliseconds, signal) => virtual.sleep(milliseconds, signal),
    whileBusy: (work) => virtual.busyWhile(work),
  };
}

function sleepIn(time: HeldTime, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const rejectAborted = (): void => reject(signal.reason as Error);
    if (signal.aborted) return rejectAborted();
    if (milliseconds <= 0) return resolve();
    const stop = (): void => {
      cancel();
      rejectAborted();
    };
    const cancel = time.after(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
