/** What of a handler's call is the same the next time: a mock must not wait for this run's own ids and times. */
import { madeBySdk } from '../../core/catalog/services/leniency';
import type { Operation } from '../../core/catalog/services/serviceTable';
import { isJsonObject, type Json } from '../../core/json';

export interface OfThisRun {
  /** Milliseconds since 1970. */
  readonly began: number;
  /** Texts that came from outside before the call: an id that stands there comes again. */
  readonly seen: string;
  readonly operation: Operation;
}

/** What clients count and sum up of a body, each in its way. */
const OF_BODY = /^(Checksum\w+|ContentMD5|ContentLength)$/;

/** The members that are; of a list the number of items counts, so it stays as a whole or goes. Undefined: nothing is. */
export function sameInEveryRun(input: Json, run: OfThisRun): Json | undefined {
  if (!isJsonObject(input)) return undefined;
  const { members } = run.operation.input ?? {};
  const given = Object.entries(input).filter(
    ([name]) => !(members?.has(name) && (madeBySdk(name) || OF_BODY.test(name))),
  );
  return same(Object.fromEntries(given), run);
}

function same(value: Json, run: OfThisRun): Json | undefined {
  if (Array.isArray(value)) {
    const items = value.map((each) => same(each, run));
    return items.every((each, at) => JSON.stringify(each) === JSON.stringify(value[at])) ? value : undefined;
  }
  if (!isJsonObject(value)) return isOfRun(value, run) ? undefined : value;
  const kept = Object.entries(value).flatMap(([name, each]) => {
    const held = same(each, run);
    // An object of which nothing is left says still that there was one.
    return held === undefined || isOfRun(name, run) ? [] : [[name, held] as const];
  });
  return Object.fromEntries(kept);
}

/** UUIDs, and task tokens as this machine makes them. */
const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9a-f]{64}/gi;
const ISO_TIMES = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g;
/** Seconds or milliseconds since 1970, of this century. */
const COUNTED_TIMES = /(?<![\d.])[1-4]\d{9}(\d{3})?(?=\.\d|(?![\d.]))/g;

function isOfRun(value: Json, { began, seen }: OfThisRun): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  const isNew = (found: string): boolean => !seen.includes(found);
  if ((text.match(IDS) ?? []).some(isNew)) return true;
  const times = [
    ...(text.match(ISO_TIMES) ?? []).map((found) => [found, Date.parse(found)] as const),
    ...(text.match(COUNTED_TIMES) ?? []).map(
      (found) => [found, Number(found) * (found.length === 10 ? 1000 : 1)] as const,
    ),
  ];
  // A moment to come is counted from now: when something expires.
  return times.some(([found, time]) => time >= began - 1000 && isNew(found));
}
