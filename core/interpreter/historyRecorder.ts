/** Gives events their ids and hands them out. One per execution, shared by all its lines. */
import type { Envelope, HistoryEvent, HistoryEventType, RunEvent, RunNote } from './historyEvent';
import { ExecutionEnd } from './stateFailure';

/** A standard execution ends at this event, which is itself the failure (measured). */
export const MAXIMUM_EVENTS = 25_000;

export type EventDetails = Omit<HistoryEvent, 'id' | 'previousEventId' | 'type' | 'timestamp'>;

/** AWS says of every text whether it was cut in CloudWatch; here none ever is. */
export const NOT_TRUNCATED = { truncated: false } as const;

export class HistoryRecorder {
  private lastId = 0;
  private lastTime = Number.NaN;
  private lastTimestamp = '';

  constructor(
    private readonly emit: (event: RunEvent) => void,
    private readonly now: () => number,
    /** Express executions have no such limit. */
    private readonly maximumEvents: number,
  ) {}

  /** Records an event and returns its id. */
  record(
    type: HistoryEventType,
    previousEventId: number,
    envelope: Envelope,
    details?: EventDetails,
    ends = false,
  ): number {
    if (!ends && this.lastId + 1 >= this.maximumEvents) {
      throw new ExecutionEnd('FAILED', {
        error: 'States.Runtime',
        cause: `The execution reached the maximum number of history events (${this.maximumEvents}).`,
      });
    }
    const id = ++this.lastId;
    const event: HistoryEvent = { id, previousEventId, type, timestamp: this.timestamp(), ...details };
    this.emit({ kind: 'history', event, envelope });
    return id;
  }

  note(note: RunNote, envelope: Envelope): void {
    this.emit({ kind: 'note', note, envelope });
  }

  /** The host's time as AWS writes it. */
  timestamp(): string {
    const now = this.now();
    if (now !== this.lastTime) {
      this.lastTime = now;
      this.lastTimestamp = new Date(now).toISOString();
    }
    return this.lastTimestamp;
  }
}
