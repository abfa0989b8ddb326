import type { RunEvent } from '../core/interpreter/historyEvent';
import type { Clock } from './clock';
import type { StartRunOptions } from './run';

/**
 * The notes of how long a run has stood still: at stops of the debugger, and before it was resumed. A virtual clock does not
 * pass meanwhile.
 * @returns the note that is due before the next event, if any
 */
export function standingStill(
  { stoodStill, resume, clock: kind }: StartRunOptions,
  clock: Clock,
): () => RunEvent | undefined {
  if (kind !== 'real' || (!stoodStill && !resume)) return () => undefined;
  // A redrive has an event of its own, from which its time counts.
  let untold = resume && !resume.redrive ? clock.now() - Date.parse(resume.lastTime) : 0;
  let told = 0;
  return () => {
    const so = stoodStill?.() ?? 0;
    const milliseconds = so - told + untold;
    told = so;
    untold = 0;
    return milliseconds > 0 ? noteOf(milliseconds) : undefined;
  };
}

function noteOf(milliseconds: number): RunEvent {
  return { kind: 'note', note: { type: 'StoodStill', milliseconds }, envelope: { strand: '', iterations: [] } };
}
