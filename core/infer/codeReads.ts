/** What code reads of data that are not known yet: it grows there, as what a machine reads does. */
import { parseResource } from '../catalog/integrations';
import type { DataReads } from '../handlers/dataReads';
import type { State } from '../model/machine';
import type { Datum, Journal } from './datum';
import { itemOf, itemsOf, memberOf } from './read';
import { resourceOf } from './resource';
import { beJsonText, beType } from './suppose';

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
    const part = memberOf(datum, name, journal);
    if (part) readByCode(part, inner, journal);
  }
  if (reads.kind === 'list') {
    if (reads.least !== undefined) itemOf(datum, reads.least - 1, journal);
    for (const each of itemsOf(datum, journal)) if (reads.item) readByCode(each, reads.item, journal);
  } else if (reads.kind) beType(datum, reads.kind, journal);
}
