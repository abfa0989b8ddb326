/** A history's text as it goes out masked: its form stays, its masks are named, and what is no history is none. */
import { expect, test } from 'vitest';
import { HISTORY_VERSION } from '../../core/fileVersion';
import { readMask } from '../../core/mask';
import { maskedHistoryText } from '../../core/mask/maskedHistoryText';

const masked = (text: string, ...masks: readonly string[]): unknown => {
  const found = maskedHistoryText(text, readMask(masks).mask);
  return found
    ?.trim()
    .split(found.startsWith('{\n') ? '\0' : '\n')
    .map((part) => JSON.parse(part) as unknown);
};
const event = (input: string): object => ({ id: 2, type: 'X', stateEnteredEventDetails: { name: 'A', input } });
const document = (...events: readonly object[]): string => JSON.stringify({ events });
const lines = (...parts: readonly object[]): string => parts.map((part) => `${JSON.stringify(part)}\n`).join('');

test('a document names its masks, earlier ones first', () => {
  const text = JSON.stringify({ masked: ['old'], events: [event('{"pin":7}')] });
  expect(masked(text, 'pin')).toEqual([
    { version: HISTORY_VERSION, masked: ['old', 'pin'], events: [event('{"pin":"***"}')] },
  ]);
});

test('lines begin with one that names the masks', () => {
  const head = { executionArn: 'arn' };
  const [one, two] = ['{"pin":7}', '{"a":1}'].map((input) => ({ event: event(input) }));
  const out = { event: event('{"pin":"***"}') };
  expect(masked(lines(head, one!, two!), 'pin')).toEqual([
    { version: HISTORY_VERSION, ...head, masked: ['pin'] },
    out,
    two,
  ]);
  expect(masked(lines(one!, two!), 'pin')).toEqual([{ version: HISTORY_VERSION, masked: ['pin'] }, out, two]);
});

test('a value is masked where it stood before, too', () =>
  expect(
    JSON.stringify(masked(document(event('{"a":"topsecret"}'), event('{"pin":"topsecret"}')), 'pin')),
  ).not.toContain('topsecret'));

test('without masks a history is what it is', () => {
  const text = document(event('{"pin":7}'));
  expect(maskedHistoryText(text, readMask([]).mask)).toBe(text);
});

test.each(['', '[]', '7', 'no history'])('%j is no history', (text) => {
  expect(maskedHistoryText(text, readMask(['pin']).mask)).toBeUndefined();
  expect(maskedHistoryText(text, readMask([]).mask)).toBeUndefined();
});
