/** Timestamps as AWS reads them: Java's ISO_OFFSET_DATE_TIME. */

const OFFSET_DATE_TIME =
  /^(\d{4}|-(?!0000-)\d{4,9}|\+\d{5,9})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/i;

/** Milliseconds since the epoch, with fractions; undefined where the text is no such timestamp. */
export function parseTimestamp(text: string): number | undefined {
  const moment = readMoment(text);
  return moment && moment.seconds * 1000 + Number(`0.${moment.fraction}`) * 1000;
}

/** A text that sorts as the moment does, to the nanosecond: more than a number of milliseconds can hold. */
export function sortableTimestamp(text: string): string | undefined {
  const moment = readMoment(text);
  return moment && `${String(moment.seconds + BEFORE_ALL_YEARS).padStart(14, '0')}.${moment.fraction.padEnd(9, '0')}`;
}

/** More seconds than from the first year of a `Date` to the epoch: no sum is negative. */
const BEFORE_ALL_YEARS = 1e13;

/** Of Java's `ZoneOffset`. */
const LARGEST_OFFSET = 18 * 3600;

/** Whole seconds since the epoch, and the digits behind the point. */
function readMoment(text: string): { readonly seconds: number; readonly fraction: string } | undefined {
  const match = OFFSET_DATE_TIME.exec(text);
  if (!match) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const [offsetHours, offsetMinutes, offsetSeconds] = [part(9), part(10), part(11)];
  if (hour > 23 || minute > 59 || second > 59 || offsetMinutes > 59 || offsetSeconds > 59) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const seconds = midnight.getTime() / 1000 + (hour * 60 + minute) * 60 + second;
  const offset = (offsetHours * 60 + offsetMinutes) * 60 + offsetSeconds;
  if (offset > LARGEST_OFFSET) return undefined;
  return { seconds: match[8] === '-' ? seconds + offset : seconds - offset, fraction: match[7] ?? '0' };
}
