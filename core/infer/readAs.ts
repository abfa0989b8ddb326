/** What code reads, made up: an object that has it all. */
import type { DataReads } from '../handlers/dataReads';
import type { Json } from '../json';
import { readByCode } from './codeReads';
import { Journal, openDatum } from './datum';
import { jsonOf } from './toJson';

/** @param name what stands in texts that are made up */
export function readAs(reads: DataReads, name: string): Json {
  const datum = openDatum(name);
  readByCode(datum, { ...reads, kind: reads.kind ?? 'object' }, new Journal());
  return jsonOf(datum);
}
