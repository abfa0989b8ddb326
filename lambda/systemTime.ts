/** Time that nobody holds. */
import { elapsedMs } from '../processes/elapsed';
import type { InvocationTime } from './lambda';

export const SYSTEM_TIME: InvocationTime = {
  elapsed: elapsedMs,
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  hold: () => () => undefined,
  stood: { milliseconds: 0 },
  watch: () => () => undefined,
};
