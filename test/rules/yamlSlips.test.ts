/** One slip of the hand in YAML is one mistake, two at most, in nearly every place of definitions that are right. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax/parse';
import { seededRandom } from '../../core/interpreter';

const samples = path.join(__dirname, '../../samples');
/** As three people would write them. */
const STYLES = [
  { lineWidth: 0 },
  { lineWidth: 0, indentSeq: false, singleQuote: true },
  { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
] as const;
const TEXTS = ['order-fulfilment/order-fulfilment', 'jsonata-travel-expenses/travel-expenses'].flatMap((name) => {
  const definition: unknown = JSON.parse(readFileSync(path.join(samples, `${name}.asl.json`), 'utf8'));
  return STYLES.map((style) => stringify(definition, style));
});

const without = (text: string, at: number, length = 1): string => text.slice(0, at) + text.slice(at + length);
const withMore = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at);

/** Where it can be made, and what the text is then. */
const SLIPS: readonly (readonly [string, RegExp, (text: string, at: number) => string])[] = [
  ['a quote left out', /(?<!\\)["'](?=[^"'\n]*["']|[ \t]*(?:\n|:))/g, without],
  ['a quote too many', /(?<!\\)["']/g, (text, at) => withMore(text, at, text.charAt(at))],
  ['a colon left out', /(?<=^ *(?:- )?[\w.-]+):(?=\s)/gm, without],
  ['a colon without its space', /(?<=^ *(?:- )?[\w.-]+:) (?=\S)/gm, without],
  ['a line too far left', /(?<=^ *) {2}(?=[^\s#])/gm, (text, at) => without(text, at, 2)],
  ['a line a little too far left', /(?<=^ *) (?=[^\s#])/gm, without],
  ['a line too far right', /^(?= *[^\s#])/gm, (text, at) => withMore(text, at, '  ')],
  ['a line a little too far right', /^(?= *[^\s#])/gm, (text, at) => withMore(text, at, ' ')],
  ['a tab', /^ {2,}(?=[^\s#])/gm, (text, at) => withMore(without(text, at, 2), at, '\t')],
  ['a dash left out', /(?<=^ *)- (?=\S)/gm, (text, at) => without(text, at, 2)],
  ['a blank for a dash', /(?<=^ *)-(?= \S)/gm, (text, at) => withMore(without(text, at), at, ' ')],
  ['a dash without its space', /(?<=^ *-) (?=\S)/gm, without],
  ['a sign too many', /(?<=^ *(?:- )?)(?=[\w"'])/gm, (text, at) => withMore(text, at, '{}[],'.charAt(at % 5))],
  ['a line broken in its value', /(?<=^ *(?:- )?[\w.-]+: \S{3})(?=\S)/gm, (text, at) => withMore(text, at, '\n')],
];
const TRIED = 14;
/** Some slips are YAML all the same, and mean something else. */
const ENOUGH = 0.95;

function errors(text: string): string[] {
  const found = validateDocument(parseDocument('slip.asl.yaml', text, 'yaml'));
  return found.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

test('definitions that are right have no mistake', () => expect(TEXTS.flatMap(errors)).toEqual([]));

test('each slip is few mistakes', () => {
  const { random } = seededRandom(1);
  const many: string[] = [];
  for (const [what, places, change] of SLIPS) {
    const all = TEXTS.flatMap((text) => [...text.matchAll(places)].map(({ index }) => [text, index] as const));
    expect(all.length, what).toBeGreaterThan(0);
    for (let count = 0; count < TRIED; count++) {
      const [text, at] = all[Math.floor(random() * all.length)]!;
      const told = errors(change(text, at));
      if (told.length > 2) many.push(`${what}: ${JSON.stringify(text.slice(at - 30, at + 30))}\n${told.join('\n')}`);
    }
  }
  expect(1 - many.length / (SLIPS.length * TRIED), many.join('\n')).toBeGreaterThanOrEqual(ENOUGH);
});
