/** Tells views when a run begins to stand still and when it goes on, for the clocks that they show. */
import type { HeldTime } from '../run';

export interface ClockState {
  readonly stands: boolean;
  /** Milliseconds that it has stood still in all until this moment. */
  readonly stood: number;
}

/** A condition that is evaluated holds time for less: nobody sees that. */
const SEEN_MS = 30;

/** @returns ends it */
export function tellOfClock(time: HeldTime, tell: (state: ClockState) => void): () => void {
  let told = time.stands;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = undefined;
    if (time.stands === told) return;
    told = time.stands;
    tell({ stands: told, stood: time.stood.milliseconds });
  };
  const unwatch = time.watch(() => (timer ??= setTimeout(look, SEEN_MS)));
  return () => {
    clearTimeout(timer);
    unwatch();
  };
}
