/** Texts of one mark over and over: what is asked of them takes time in proportion to their length. */
import { expect, test } from 'vitest';
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax';

const MARKS = [
  '[',
  '(',
  '{',
  '${',
  '#{',
  'a.',
  ' ',
  '\t',
  '\n',
  '$',
  '"',
  '\\',
  '..',
  '[?(',
  '@.',
  '{%',
  '%}',
  '&&',
  '!(',
];

/** Where a long text may stand. */
const PLACES: { readonly [place: string]: (text: string) => object } = {
  'a path': (text) => ({ InputPath: `$.${text}` }),
  'a filter': (text) => ({ InputPath: `$[?(${text}` }),
  'an intrinsic function': (text) => ({ Parameters: { 'a.$': `States.Format(${text}` } }),
  'an expression': (text) => ({ QueryLanguage: 'JSONata', Output: `{% ${text} %}` }),
  'a resource': (text) => ({ Type: 'Task', Resource: text }),
};

/** Processor time, so that other work of the machine does not count. @returns milliseconds */
function timeOf(state: object): number {
  const text = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true, ...state } } });
  const before = process.cpuUsage();
  validateDocument(parseDocument('f', text, 'json'));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

// The slowest takes some 100 ms; what goes with the square of the length took 4 to 18 seconds.
test.each(Object.entries(PLACES))('%s of 50,000 characters', (_place, state) => {
  const slow = MARKS.filter((mark) => timeOf(state(mark.repeat(50_000 / mark.length))) > 2500);
  expect(slow).toEqual([]);
});
