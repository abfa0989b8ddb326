/** Timestamps as AWS reads them: Java's ISO_OFFSET_DATE_TIME. */

const OFFSET_DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/i;

/** Milliseconds since the epoch, with fractions; undefined where the text is no such timestamp. */
export function parseTimestamp(text: string): number | undefined {
  const match = OFFSET_DATE_TIME.exec(text);
  if (!match) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const [offsetHours, offsetMinutes, offsetSeconds] = [part(9), part(10), part(11)];
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 18 || offsetMinutes > 59) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const fraction = Number(`0.${match[7] ?? '0'}`) * 1000;
  const time = midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  const offset = ((offsetHours * 60 + offsetMinutes) * 60 + offsetSeconds) * 1000;
  return match[8] === '-' ? time + offset : time - offset;
}
