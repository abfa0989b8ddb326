/** What the service says of a definition that is no JSON: its parser's words, and where it stood. */
import { expect, test } from 'vitest';
import { jsonFault } from '../../run/stepFunctions/jsonFault';

const WANTED = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const token = (word: string): string => `Unrecognized token '${word}': was expecting ${WANTED}`;
const x = (count: number): string => 'x'.repeat(count);

test.each<[text: string, message: string, source: string, line: number, column: number]>([
  ['', 'No content to map due to end-of-input', '""', 1, 0],
  ['hello', token('hello'), '"hello"', 1, 6],
  ['\n\n  hello there', token('hello'), '"\n\n  hello there"', 3, 8],
  ['truth', token('truth'), '"truth"', 1, 6],
  [
    '{ StartAt: 1 }',
    "Unexpected character ('S' (code 83)): was expecting double-quote to start field name",
    '"{ StartAt: 1 }"',
    1,
    4,
  ],
  [x(500), token(x(500)), `"${x(500)}"`, 1, 501],
  [x(501), token(x(501)), `"${x(500)}"[truncated 1 chars]`, 1, 502],
])('%j', (text, message, source, line, column) =>
  expect(jsonFault(text)).toEqual({
    message,
    location: `[Source: (String)${source}; line: ${line}, column: ${column}]`,
  }),
);

test.each(['{}', 'null', ' true '])('%j has none', (text) => expect(jsonFault(text)).toBeUndefined());
