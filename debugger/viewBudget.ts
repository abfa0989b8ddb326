/**
 * How much of a run is told to the editor. The run itself has no such bounds: an endless loop of an express
 * workflow makes a million events a second, and the editor must go on living beside it.
 */
import type { HistoryEvent, RunEvent } from '../core/interpreter/historyEvent';

/** Events (and notes) that views are told. Four times what a standard execution may have. */
export const MOST_EVENTS = 100_000;
/** Characters of data told in full; then every text is cut, as AWS itself cuts what it logs. */
export const MOST_WHOLE = 8 * 1024 * 1024;
/** What is left of a text that is cut. */
export const LONGEST_CUT = 500;

export class ViewBudget {
  private events = 0;
  private characters = 0;

  /** @param spent called once, when the first event is left out */
  constructor(private readonly spent: () => void) {}

  /** The event as views are to see it; undefined: not at all. */
  admit(event: RunEvent): RunEvent | undefined {
    if (++this.events > MOST_EVENTS) {
      if (this.events === MOST_EVENTS + 1) this.spent();
      return undefined;
    }
    if (event.kind === 'note') return event;
    const name = detailsName(event.event);
    if (name === undefined) return event;
    const details = event.event[name] as Details;
    this.characters += charactersOf(details);
    if (this.characters <= MOST_WHOLE) return event;
    return { ...event, event: { ...event.event, [name]: cut(details) } };
  }
}

interface Details {
  readonly [field: string]: unknown;
}

function detailsName(event: HistoryEvent): keyof HistoryEvent | undefined {
  for (const name in event) if (name.endsWith('EventDetails')) return name as keyof HistoryEvent;
  return undefined;
}

function charactersOf(details: object): number {
  let sum = 0;
  for (const value of Object.values(details) as unknown[]) {
    if (typeof value === 'string') sum += value.length;
    else if (typeof value === 'object' && value !== null) sum += charactersOf(value);
  }
  return sum;
}

/** Every long text shortened, and marked where AWS has a mark for it: `inputDetails: { truncated: true }`. */
function cut(details: Details): Details {
  const result: { [field: string]: unknown } = { ...details };
  for (const [field, value] of Object.entries(details)) {
    if (typeof value === 'string' && value.length > LONGEST_CUT) result[field] = `${value.slice(0, LONGEST_CUT)}…`;
    else if (typeof value === 'object' && value !== null && charactersOf(value) > LONGEST_CUT) {
      result[field] = cut(value as Details);
    } else continue;
    if (`${field}Details` in details) result[`${field}Details`] = { truncated: true };
  }
  return result;
}
