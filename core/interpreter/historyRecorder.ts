/** Gives events their ids and hands them out. One per execution, shared by all its strands. */
import type { Envelope, HistoryEvent, HistoryEventType, RunEvent, RunNote } from './historyEvent';
import { ExecutionEnd } from './stateFailure';

/** A standard execution ends at this event, which is itself the failure (measured). */
export const MAXIMUM_EVENTS = 25_000;

export type EventDetails = Omit<HistoryEvent, 'id' | 'previousEventId' | 'type' | 'timestamp'>;

/** AWS says of every text whether it was cut in CloudWatch; here none ever is. */
export const NOT_TRUNCATED = { truncated: false } as const;

/** What the recorder needs of its host. */
export interface EventSink {
  now(): number;
  emit(event: RunEvent): void;
}

type ExitDetails = NonNullable<EventDetails['stateExitedEventDetails']>;

/** An event that its details are still to be set of: spreading them would cost more than all the rest. */
export type BegunEvent = { -readonly [Key in keyof HistoryEvent]: HistoryEvent[Key] };

export class HistoryRecorder {
  private lastId = 0;
  private lastTime = Number.NaN;
  /** Of the last event; empty before the first. */
  lastTimestamp = '';

  constructor(
    private readonly sink: EventSink,
    /** Express executions have no such limit. */
    private readonly maximumEvents: number,
  ) {}

  /** Events up to this one stand in the history already. */
  continueFrom(lastId: number): void {
    this.lastId = lastId;
  }

  /** Records an event and returns its id. */
  record(
    type: HistoryEventType,
    previousEventId: number,
    envelope: Envelope,
    details?: EventDetails,
    ends = false,
  ): number {
    if (!ends) this.mustHaveRoom();
    const event = this.head(type, previousEventId);
    // There is one key at most.
    for (const key in details) (event as unknown as Record<string, unknown>)[key] = details[key as keyof EventDetails];
    return this.tell(event, envelope);
  }

  /** What is to be told at once, with details that are set by name: faster than {@link record} goes through them. */
  begin(type: HistoryEventType, previousEventId: number): BegunEvent {
    this.mustHaveRoom();
    return this.head(type, previousEventId);
  }

  /** @returns its id */
  tell(event: HistoryEvent, envelope: Envelope): number {
    this.sink.emit({ kind: 'history', event, envelope });
    return event.id;
  }

  /** A `…StateEntered` event. */
  recordEntered(
    type: HistoryEventType,
    previousEventId: number,
    envelope: Envelope,
    name: string,
    input: string,
  ): number {
    const event = this.begin(type, previousEventId);
    event.stateEnteredEventDetails = { name, input, inputDetails: NOT_TRUNCATED };
    return this.tell(event, envelope);
  }

  /** A `…StateExited` event. */
  recordExited(type: HistoryEventType, previousEventId: number, envelope: Envelope, details: ExitDetails): number {
    const event = this.begin(type, previousEventId);
    event.stateExitedEventDetails = details;
    return this.tell(event, envelope);
  }

  note(note: RunNote, envelope: Envelope): void {
    this.sink.emit({ kind: 'note', note, envelope });
  }

  /** The host's time as AWS writes it. */
  timestamp(): string {
    const now = this.sink.now();
    if (now !== this.lastTime) {
      this.lastTime = now;
      this.lastTimestamp = isoText(now);
    }
    return this.lastTimestamp;
  }

  private head(type: HistoryEventType, previousEventId: number): BegunEvent {
    return { id: ++this.lastId, previousEventId, type, timestamp: this.timestamp() };
  }

  private mustHaveRoom(): void {
    if (this.lastId + 1 < this.maximumEvents) return;
    throw new ExecutionEnd('FAILED', {
      error: 'States.Runtime',
      cause: `The execution reached the maximum number of history events (${this.maximumEvents}).`,
    });
  }
}

let writtenTime = Number.NaN;
let writtenText = '';

/** Thousands of child executions begin at one and the same moment, each with a recorder of its own. */
function isoText(time: number): string {
  if (time !== writtenTime) {
    writtenText = new Date(time).toISOString();
    writtenTime = time;
  }
  return writtenText;
}
