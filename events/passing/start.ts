/** What starts a state machine, and with which input. */
import type { TriggerFact, TriggerReading } from '../../core/triggers/handOver';
import { namedStarts, type NamedStart } from '../../core/triggers/starts';
import { bodyOf, usable } from '../fromTrigger';

/** How a machine may be started, and with which sample event. */
export type Start = Omit<NamedStart, 'reading'> & TriggerReading;

export function startsOf(triggers: readonly TriggerFact[]): Start[] {
  return namedStarts(triggers).map(({ name, title, reading }) => ({
    name,
    title,
    ...reading,
    texts: { ...bodyOf(reading), ...usable(reading) },
  }));
}
