/** One slip of the hand is one mistake, two at most: at every place of definitions that are right. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax/parse';

const samples = path.join(__dirname, '../../samples');
const DEFINITIONS = ['order-fulfilment/order-fulfilment', 'jsonata-travel-expenses/travel-expenses'].map((name) => ({
  name,
  text: readFileSync(path.join(samples, `${name}.asl.json`), 'utf8').replace(/\r\n/g, '\n'),
}));

const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1);
const withMore = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at);
const swapped = (text: string, at: number): string =>
  text.slice(0, at + 1) + text.charAt(at + 2) + text.charAt(at + 1) + text.slice(at + 3);

/** Where it can be made, and what the text is then. */
const SLIPS: readonly (readonly [string, RegExp, (text: string, at: number) => string])[] = [
  ['a quote left out', /(?<!\\)"/g, without],
  ['a quote too many', /(?<!\\)"/g, (text, at) => withMore(text, at, '"')],
  ['an opening brace left out', /\{(?![%\w])/g, without],
  ['a closing brace left out', /(?<![%\w])\}/g, without],
  [
    'a square bracket for a brace',
    /(?<=\n[ \t]*)\}(?=,?[ \t]*\n)/g,
    (text, at) => `${text.slice(0, at)}]${text.slice(at + 1)}`,
  ],
  ['a comma left out', /,(?=\s*\n)/g, without],
  ['a comma too many', /,(?=\s*\n)/g, (text, at) => withMore(text, at, ',')],
  ['a comma behind the last', /(?<=["\w\]}])(?=\s*\n\s*[}\]])/g, (text, at) => withMore(text, at, ',')],
  ['a colon left out', /(?<="):/g, without],
  ['a colon too many', /(?<="):/g, (text, at) => withMore(text, at, ':')],
  ['a line break in a string', /(?<=": "[^"\\\n]{2})(?=[^"\\\n])/g, (text, at) => withMore(text, at, '\n')],
  ['a misspelt name', /"(?:Type|Next|Resource|Choices|Default|QueryLanguage|Branches|ItemProcessor)"(?=:)/g, swapped],
  ['a text that ends too early', /\n/g, (text, at) => text.slice(0, at)],
];

const errors = (text: string): string[] =>
  validateDocument(parseDocument('slip.asl.json', text, 'json'))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

test.each(DEFINITIONS.flatMap(({ name, text }) => SLIPS.map((slip) => [slip[0], name, text, slip] as const)))(
  '%s in %s',
  (_what, _name, text, [, places, change]) => {
    const found = [...text.matchAll(places)].map(({ index }) => index);
    expect(found.length).toBeGreaterThan(0);
    // Every third place: each is a whole reading.
    for (const at of found.filter((_, index) => index % 3 === 0)) {
      const told = errors(change(text, at));
      expect(told.length, `${JSON.stringify(text.slice(at - 30, at + 30))}\n${told.join('\n')}`).toBeLessThanOrEqual(2);
    }
  },
);
