/** What code does with data that are not known yet: what it reads grows there, as what a machine reads does; what it hands on is the same. */
import { parseResource } from '../catalog/integrations';
import type { DataReads, EventUse, Returned } from '../handlers/dataReads';
import type { State } from '../model/machine';
import { allMembers, isUndecided, openDatum, type Datum, type Journal } from './datum';
import { itemOf, itemsOf, memberOf } from './read';
import { resourceOf } from './resource';
import { beJsonText, beType } from './suppose';

/** What a function that a task calls does with its event. */
export type CodeUse = Pick<EventUse, 'reads' | 'returned'>;

/** The event of the function that a task calls, of what the task is given. */
export function eventOf(state: State, given: Datum | undefined, input: Datum, journal: Journal): Datum | undefined {
  if (parseResource(resourceOf(state))?.kind !== 'integration') return given ?? input;
  return given && memberOf(given, 'Payload', journal);
}

export function readByCode(datum: Datum, reads: DataReads, journal: Journal): void {
  if (reads.json) {
    const inner = beJsonText(datum, journal);
    if (inner) readByCode(inner, { ...reads.json, kind: reads.json.kind ?? 'object' }, journal);
    return;
  }
  for (const [name, inner] of reads.members) {
    // Code that asks first does well without it.
    if (inner.isOptional && !allMembers(datum).has(name)) continue;
    const part = memberOf(datum, name, journal);
    if (part) readByCode(part, inner, journal);
  }
  if (reads.kind === 'list') {
    if (reads.least !== undefined) itemOf(datum, reads.least - 1, journal);
    for (const each of itemsOf(datum, journal)) if (reads.item) readByCode(each, reads.item, journal);
  } else if (reads.example !== undefined && !reads.isAskedFor && isUndecided(datum))
    journal.set(datum, 'example', reads.example);
  else if (reads.kind) beType(datum, reads.kind, journal);
}

/** An answer that has parts of the event: what is read of them is read of the event. Undefined: it has none. */
export function returnedDatum(
  { from, members }: Returned,
  event: Datum,
  name: string,
  journal: Journal,
): Datum | undefined {
  const part = from?.reduce<Datum | undefined>(
    (at, step) => at && (typeof step === 'number' ? itemOf(at, step, journal) : memberOf(at, step, journal)),
    event,
  );
  if (members.size === 0) return part;
  const own = [...members].map(
    ([key, each]) => [key, returnedDatum(each, event, key, journal) ?? openDatum(key)] as const,
  );
  return { open: true, name, type: 'object', members: new Map(own), ...(part && { below: part }) };
}
