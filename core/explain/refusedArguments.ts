/** A call that AWS refuses before it schedules it, out of its sentence. */
import { isJsonObject, type Json } from '../json';
import { parsedJson } from '../jsonText';
import type { Failure } from './explanation';
import { bareCause } from './missing';

const REFUSED = /^The (?:Parameters|Arguments) '([\s\S]*)' could not be used to start the Task: \[([\s\S]*)\]$/;

export interface Refused {
  readonly field: string;
  /** All values that stand under that name. */
  readonly values: readonly Json[];
}

/**
 * The one field that is refused; undefined where there are more.
 *
 * @param fault what is said of it, with the name in a group
 */
export function refusedField({ cause }: Pick<Failure, 'cause'>, fault: RegExp): Refused | undefined {
  const [, asked, faults = ''] = REFUSED.exec(bareCause(cause)) ?? [];
  const field = fault.exec(faults)?.[1];
  const given = asked === undefined ? undefined : parsedJson(asked);
  return field === undefined || given === undefined ? undefined : { field, values: [...valuesUnder(field, given)] };
}

function* valuesUnder(name: string, value: Json): Iterable<Json> {
  if (Array.isArray(value)) for (const item of value) yield* valuesUnder(name, item);
  else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key === name) yield member;
      yield* valuesUnder(name, member);
    }
  }
}
