/** Timestamps as Java's ISO_OFFSET_DATE_TIME reads them, which AWS uses. */
import { expect, test } from 'vitest';
import { parseTimestamp, sortableTimestamp } from '../../core/timestamp';

test.each([
  ['2031-05-01T08:00:00Z', '2031-05-01T08:00:00.000Z'],
  ['2031-05-01t08:00:00z', '2031-05-01T08:00:00.000Z'],
  ['2031-05-01T08:00Z', '2031-05-01T08:00:00.000Z'],
  ['2031-05-01T08:00:00.5Z', '2031-05-01T08:00:00.500Z'],
  ['2031-05-01T08:00:00+02:00', '2031-05-01T06:00:00.000Z'],
  ['2031-05-01T08:00:00-02:30', '2031-05-01T10:30:00.000Z'],
  ['2031-05-01T08:00:00+02:00:30', '2031-05-01T05:59:30.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
])('%s is %s', (text, expected) => expect(new Date(parseTimestamp(text)!).toISOString()).toBe(expected));

test.each([
  '2031-05-01',
  '2031-05-01T08:00:00',
  '2031-05-01 08:00:00Z',
  '2031-05-01T08:00:00.Z',
  '2031-05-01T08:00:00.1234567890Z',
  '2031-02-29T00:00:00Z',
  '2031-13-01T00:00:00Z',
  '2031-05-01T24:00:00Z',
  '2031-05-01T08:60:00Z',
  '2031-05-01T08:00:60Z',
  '31-05-01T08:00:00Z',
  ' 2031-05-01T08:00:00Z',
])('"%s" is none', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
  expect(sortableTimestamp(text)).toBeUndefined();
});

test('they sort to the nanosecond, across the epoch and offsets', () => {
  const inOrder = [
    '0001-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999999999Z',
    '1970-01-01T00:00:00Z',
    '2031-05-01T08:00:00+02:00',
    '2031-05-01T08:00:00Z',
    '2031-05-01T08:00:00.000000001Z',
    '2031-05-01T08:00:00.1Z',
    '2031-05-01T08:00:00-01:00',
  ].map((text) => sortableTimestamp(text)!);
  expect([...inOrder].sort()).toEqual(inOrder);
  expect(new Set(inOrder).size).toBe(inOrder.length);
});
