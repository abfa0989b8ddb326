/** The small words that every view shares: lengths of time, names of files, what was meant by a mistyped name. */
import { expect, test } from 'vitest';
import { durationText } from '../../core/l10n/durationText';
import { printed } from '../../core/escape/terminal';
import { historyFileName } from '../../project';
import { readNamedTexts } from '../../core/namedTexts';
import { nearestName } from '../../core/nearestName';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

test.each<[number, string]>([
  [-5, '0 ms'],
  [0.4, '0 ms'],
  [87.6, '88 ms'],
  [999, '999 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [1000, '1 s'],
  [1449, '1.4 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min'],
  [2 * MINUTE + 5 * SECOND, '2 min 5 s'],
  [59 * MINUTE + 59 * SECOND, '59 min 59 s'],
  [HOUR, '1 h'],
  [3 * HOUR + 12 * MINUTE, '3 h 12 min'],
  [47 * HOUR + 59 * MINUTE, '47 h 59 min'],
  [48 * HOUR, '2 d'],
  [51 * HOUR, '2 d 3 h'],
])('%d ms reads %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

test.each<[string, string, string]>([
  ['OrderFulfilment', '2025-01-31T12:00:00Z', 'OrderFulfilment-2025-01-31T12-00-00Z.history.json'],
  ['orders', '2025-01-31T12:00:00.250Z', 'orders-2025-01-31T12-00-00Z.history.json'],
  ['../a b/Ä_1', 'T', 'a-b-Ä_1-T.history.json'],
  ['...', 'T', 'run-T.history.json'],
  ['x'.repeat(99), 'T', `${'x'.repeat(80)}-T.history.json`],
])('a history of %j at %s lies in %s', (machine, moment, file) => expect(historyFileName(machine, moment)).toBe(file));

test.each<[string, readonly string[], string | undefined]>([
  ['Nxet', ['Next', 'Net'], 'Next'],
  ['next', ['Other', 'NEXT'], 'NEXT'],
  ['Chargge', ['Charge', 'Change'], 'Charge'],
  ['ab', ['ac'], 'ac'],
  ['ab', ['cd'], undefined],
  ['abcdef', ['abcdxy'], 'abcdxy'],
  ['abcdef', ['abcxyz'], undefined],
  ['abcdef', ['abcdefgh'], 'abcdefgh'],
  ['abcdef', ['abcdefghi'], undefined],
  // Of two that are as near the first.
  ['name', ['nams', 'namt'], 'nams'],
  ['ab', ['ba'], 'ba'],
  ['abc', ['bac'], 'bac'],
  ['abc', ['acb'], 'acb'],
  ['abc', ['cab'], undefined],
  ['abcdef', ['bacdfe'], 'bacdfe'],
  ['abcdef', ['abcdefgh'], 'abcdefgh'],
  ['abcdef', ['abcdefghi'], undefined],
  ['abcdef', ['abcd'], 'abcd'],
  ['abcdef', ['abc'], undefined],
  ['ABC', ['abd'], 'abd'],
  ['', ['a'], 'a'],
  ['a', [''], ''],
  ['x'.repeat(121), ['x'.repeat(121)], undefined],
  ['x'.repeat(120), ['x'.repeat(119)], 'x'.repeat(119)],
])('%j among %j is meant for %j', (name, candidates, expected) => expect(nearestName(name, candidates)).toBe(expected));

const RED = '\u001b[31m';
test.each<[string, boolean, string]>([
  ['plain', true, 'plain'],
  [`a ${RED}b`, true, `a ${RED}b\u001b[0m`],
  [`a ${RED}b`, false, 'a b'],
  [`${RED}a\r\nb`, true, `${RED}a\u001b[0m\nb`],
  [`${RED}a${RED}b`, true, `${RED}a${RED}b\u001b[0m`],
])('%j, with colours: %s', (text, colours, expected) => expect(printed(text, colours)).toBe(expected));

test.each<[written: readonly string[], read: object]>([
  [[], { texts: {} }],
  [['a=1', 'b=x=y', 'c='], { texts: { a: '1', b: 'x=y', c: '' } }],
  [['a=1', 'a=2'], { texts: { a: '2' } }],
  [['a=1', 'b', '=c'], { bad: 'b' }],
  [['=c=d'], { bad: '=c=d' }],
])('%j reads as %j', (written, read) => expect(readNamedTexts(written)).toEqual(read));
