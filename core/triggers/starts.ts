/** The ways in which a machine is started, each by a name of its own. */
import { phrase, type Phrase } from '../l10n/phrase';
import type { HandOver, TriggerFact, TriggerReading } from './handOver';
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
  const taken = new Set<string>();
  return triggers.flatMap((trigger): NamedStart[] => {
    const reading = readTrigger(trigger);
    if (!reading?.handOver) return [];
    const wanted = trigger.name ?? trigger.type;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`;
    taken.add(name);
    return [{ name, title: TITLES[reading.handOver.by](), reading: { ...reading, handOver: reading.handOver } }];
  });
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
