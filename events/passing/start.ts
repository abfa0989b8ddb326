/** What starts a state machine, and with which input. */
import type { TriggerFact, TriggerReading } from '../../core/triggers/handOver';
import { namedStarts, type NamedStart } from '../../core/triggers/starts';
import { usable } from '../fromTrigger';
import type { Texts } from '../parameters';

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

/** A request that starts an execution brings the input along. */
function bodyOf({ handOver }: TriggerReading): Texts {
  const isRequest = handOver?.by === 'rest-api' || handOver?.by === 'http-api';
  return isRequest && !['GET', 'HEAD'].includes(handOver.method ?? '') ? { body: '{"orderId":"1042"}' } : {};
}
