/**
 * Which of the executions that have ended are known still. The newest are held whole; those before them keep what a
 * list shows, the rest of them lies on disk; the oldest are forgotten, as AWS forgets them after 90 days.
 */
import type { HistoryEvent } from '../../core/interpreter/historyEvent';
import { Archive, type Place } from './archive';

/** So many executions that have ended are known. */
export const KEPT_EXECUTIONS = 10_000;
/** Of them, so many are held whole. */
const WHOLE_EXECUTIONS = 100;
/** Characters that those hold together. */
const WHOLE_CHARACTERS = 32 * 1024 * 1024;
/** Where the disk takes nothing, so many are known. */
const KEPT_WITHOUT_DISK = 200;

export interface EndedExecution {
  /** About how many characters it holds. */
  readonly weight: number;
  /** Writes it away. */
  putAway(archive: Pick<Archive, 'put' | 'get'>): Place;
  /** It is known no longer. */
  forgotten(): void;
}

export class EndedExecutions {
  /** Oldest first, with where they are put away. */
  private readonly all = new Map<EndedExecution, Place | undefined>();
  private readonly whole = new Set<EndedExecution>();
  private characters = 0;
  private isDiskLost = false;

  constructor(private readonly archive = new Archive()) {}

  add(execution: EndedExecution): void {
    this.all.set(execution, undefined);
    this.whole.add(execution);
    this.characters += execution.weight;
    for (const oldest of this.whole) {
      if (this.isDiskLost || this.whole.size === 1 || !this.isTooMuch()) break;
      this.putAway(oldest);
    }
    for (const [oldest] of this.all) {
      if (this.all.size <= (this.isDiskLost ? KEPT_WITHOUT_DISK : KEPT_EXECUTIONS)) break;
      this.take(oldest);
      oldest.forgotten();
    }
  }

  /** It runs again, or is known no longer. */
  take(execution: EndedExecution): void {
    const place = this.all.get(execution);
    this.all.delete(execution);
    if (place) this.archive.drop(place);
    else this.letGo(execution);
  }

  close(): void {
    this.archive.close();
  }

  private isTooMuch(): boolean {
    return this.whole.size > WHOLE_EXECUTIONS || this.characters > WHOLE_CHARACTERS;
  }

  private putAway(execution: EndedExecution): void {
    try {
      this.all.set(execution, execution.putAway(this.archive));
      this.letGo(execution);
    } catch {
      // A full disk, or none: what is known then has to find room in memory.
      this.isDiskLost = true;
    }
  }

  private letGo(execution: EndedExecution): void {
    if (this.whole.delete(execution)) this.characters -= execution.weight;
  }
}

/** About how many characters a history holds. */
export function weightOf(events: readonly HistoryEvent[]): number {
  let weight = 0;
  for (const event of events) {
    weight += EVENT_CHARACTERS;
    for (const details of Object.values(event) as unknown[]) {
      if (typeof details !== 'object' || details === null) continue;
      for (const value of Object.values(details)) if (typeof value === 'string') weight += value.length;
    }
  }
  return weight;
}

/** Of an event without data. */
const EVENT_CHARACTERS = 200;
