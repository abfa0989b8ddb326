/** The ways in which a machine is started, each by a name of its own. */
import { phrase, type Phrase } from '../l10n/phrase';
import type { HandOver, TriggerFact, TriggerReading } from './handOver';
import { namesOfTriggers } from './names';
import { readTrigger } from './readTrigger';

export interface NamedStart {
  /** By which a person means it. */
  readonly name: string;
  /** What it is, such as `a rule of EventBridge`. */
  readonly title: Phrase;
  readonly reading: TriggerReading & { readonly handOver: HandOver };
}

/** What is not known as a trigger is left out. */
export function namedStarts(triggers: readonly TriggerFact[]): NamedStart[] {
  const known = triggers.flatMap((trigger) => {
    const reading = readTrigger(trigger);
    return reading?.handOver ? [{ trigger, reading: { ...reading, handOver: reading.handOver } }] : [];
  });
  const names = namesOfTriggers(known.map(({ trigger }) => trigger));
  return known.map(({ reading }, at) => ({ name: names[at]!, title: TITLES[reading.handOver.by](), reading }));
}

const TITLES: { readonly [By in HandOver['by']]: () => Phrase } = {
  rule: () => phrase`a rule of EventBridge`,
  'scheduled-rule': () => phrase`a schedule`,
  scheduler: () => phrase`a schedule of EventBridge Scheduler`,
  'rest-api': () => phrase`a route of a REST API`,
  'http-api': () => phrase`a route of an HTTP API`,
  pipe: () => phrase`a pipe`,
  'iot-rule': () => phrase`a rule of IoT`,
};
