/** What each door makes of texts that somebody else wrote: a line for each text, and what is shown of it. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { fileName, isAnotherOnWindows } from '../../core/escape/fileName';
import { label, notificationText } from '../../core/escape/linkedText';
import { codeBlock, codeSpan, joined, markdown, ourMarkdown, paragraphs, plain } from '../../core/escape/markdown';
import { printed } from '../../core/escape/terminal';
import { jsonEscape, utterance, visible, visibleLines } from '../../core/escape/visible';
import { withoutCommands } from '../../core/escape/workflowCommand';
import { expectGolden } from '../harness/golden';

const TEXTS = [
  'plain',
  '',
  ' blanks ',
  'two\nlines',
  'a\n\nb',
  'a\n  b',
  'tab\tin',
  'bell\u0007',
  '\u001b[31mred\u001b[0m',
  'c\r\nd',
  '\u202egnp.exe',
  'zero\u200bwidth',
  '\ufeffmark',
  'é😀',
  '\ud800',
  '*bold* _it_',
  '[a](http://b)',
  '[a] (b)',
  '![x](y)',
  '<b>',
  '&amp;',
  '# head',
  '  - item',
  '1. one',
  '2) two',
  '= x',
  ': x',
  '+ x',
  '`code`',
  '``two``',
  '`',
  'a`b',
  '~~s~~',
  '|t|',
  '$(rocket)',
  '$(x y)',
  '$x',
  'www.a.com',
  'http://a.com',
  'a@b.c',
  'C:\\d',
  'a!b',
  '::error::x',
  ' ::set-output name=a::b',
  'x ::error::',
  '##[error]x',
  '##vso[task]x',
  '##VSO[task]x',
  'Section_End:1:x',
  '#[x]',
  'section_start:1:x',
  'travis_fold:start:x',
  'section_x',
  '/',
  'a/b\\c',
  'CON',
  'con.txt',
  'nul ',
  'COM1',
  'com0',
  'a.',
  'a ',
  'a:b',
  'a*?"<>|',
  '..',
  '...',
  '.a',
  `${'x'.repeat(300)}`,
  `${'é'.repeat(150)}`,
];

const DOORS: Record<string, (text: string) => string> = {
  visible,
  visibleLines,
  utterance,
  jsonEscape: (text) => jsonEscape(text.slice(0, 3)),
  plain,
  paragraphs,
  codeSpan,
  codeBlock: (text) => codeBlock(text),
  jsonBlock: (text) => codeBlock(text, 'json'),
  notificationText,
  label,
  withoutCommands,
  printed: (text) => printed(text, false),
  coloured: (text) => printed(text, true),
  fileName: (text) => fileName(text, 'otherwise'),
};

test('what is shown', () => {
  const lines = TEXTS.flatMap((text) => {
    const shown = Object.entries(DOORS).map(([door, show]) => [door, show(text)] as const);
    // Doors that leave it as it is are not named.
    const changed = shown
      .filter(([, each]) => each !== text)
      .map(([door, each]) => `  ${door}: ${JSON.stringify(each)}`);
    return [JSON.stringify(text), ...(isAnotherOnWindows(text) ? ['  another on Windows'] : []), ...changed];
  });
  expectGolden(path.join(__dirname, 'tables/escape.txt'), lines);
});

test('Markdown of ours is joined, and holds numbers and Markdown alone', () => {
  expect(markdown`**${plain('a*b')}** ${3} ${codeSpan('c')}`).toBe('**a\\*b** 3 `c`');
  expect(joined([ourMarkdown('a'), undefined, ourMarkdown(''), ourMarkdown('b')], ', ')).toBe('a, b');
  expect(joined([], '')).toBe('');
});
