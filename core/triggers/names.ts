/** Names by which the triggers of one function or machine are told apart. */
import type { TriggerFact } from './handOver';

/** In their order: what each is called, else its type; the second of a name has a number behind. */
export function namesOfTriggers(triggers: readonly TriggerFact[]): string[] {
  const taken = new Set<string>();
  return triggers.map(({ name: own, type }) => {
    const wanted = own ?? type;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`;
    taken.add(name);
    return name;
  });
}
