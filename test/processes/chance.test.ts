/** What nobody can guess: of the length and the form that was asked for, and never twice the same. */
import { expect, test } from 'vitest';
import { randomHex, randomId } from '../../processes/chance';

test('so many bytes in hexadecimal digits', () => {
  for (const bytes of [1, 4, 16, 300]) expect(randomHex(bytes)).toMatch(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
  expect(new Set(Array.from({ length: 50 }, () => randomHex(16))).size).toBe(50);
});

test('an id is a UUID of version 4', () => {
  for (let turn = 0; turn < 50; turn++)
    expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
