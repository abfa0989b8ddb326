/**
 * The run's own time: that of its events, without what it stood still. Every duration that people read is a difference of
 * two of its moments.
 */
import type { RunEvent } from '../interpreter/historyEvent';

export class RunTime {
  /** Milliseconds since the epoch, less what the run stood still; undefined before the first event. */
  now: number | undefined;
  private stoodStill = 0;

  /** Takes in an event; a note happens at the moment of the event before it. */
  add(event: RunEvent): void {
    if (event.kind === 'note') {
      if (event.note.type === 'StoodStill') this.stoodStill += event.note.milliseconds;
      return;
    }
    const moment = Date.parse(event.event.timestamp);
    if (!Number.isNaN(moment)) this.now = moment - this.stoodStill;
  }
}
