/** Nothing of a definition's own text becomes a picture, a link, HTML or any other structure of a hover. */
import type { Token } from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { complete } from '../../core/features/completion';
import { resourceDoc, stateDoc } from '../../core/features/hover';
import { buildMachine } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { codeBlock, codeSpan, paragraphs, plain } from '../../core/escape/markdown';
import { visible, visibleLines } from '../../core/escape/visible';
import { marked } from '../features/cursor';
import fc from '../harness/properties';
import { expectPlainMarkdown, tokensOf } from './markdownLaws';
import { HOSTILE, hostileText } from './texts';

/** Blanks may fold; all else must be there, in order. */
function shownBy(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => (type === 'inline' ? '' : /break|paragraph/.test(type) ? ' ' : content))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function check(markdown: string, text: string): void {
  expectPlainMarkdown(markdown);
  const tokens = tokensOf(markdown);
  expect(shownBy(tokens)).toBe(text.replace(/\s+/g, ' ').trim());
  // VS Code's parser finds these by itself, whatever stands before them.
  const prose = tokens.some(({ type }) => type === 'fence' || type === 'code_inline') ? '' : markdown;
  expect(prose).not.toMatch(/(?:https?|ftp):\/\/|(?<!\\)\bwww\.|[\w.+-]@/i);
}

const ESCAPERS = [
  ['plain text', plain, visible],
  ['paragraphs', paragraphs, visibleLines],
  ['a code span', codeSpan, visible],
  ['a code block', codeBlock, visibleLines],
] as const;

describe.each(ESCAPERS)('%s shows', (_, escape, shown) => {
  test.each(HOSTILE)('%s as it is', (_tries, text) => check(escape(text), shown(text)));

  test('any composition as it is', () => {
    fc.assert(fc.property(hostileText, (text) => check(escape(text), shown(text))));
  });
});

describe('documentation with', () => {
  test.each(HOSTILE)('%s everywhere', (_tries, text) => {
    const definition = JSON.stringify({
      StartAt: text,
      States: {
        [text]: {
          Type: 'Task',
          Comment: text,
          Resource: `arn:aws:states:::aws-sdk:${text}:${text}`,
          Next: text,
          Catch: [{ ErrorEquals: [text], Next: text }],
        },
      },
    });
    const machine = buildMachine(parseDocument('m.asl.json', definition, 'json'))!;
    const docs = [
      ...machine.states.map(stateDoc),
      ...['', '.sync'].flatMap((suffix) =>
        [`sqs:sendMessage${suffix}${text}`, `aws-sdk:${text}:${text}`].map((call) =>
          resourceDoc(`arn:aws:states:::${call}`),
        ),
      ),
      resourceDoc(`arn:aws:lambda:us-east-1:123456789012:function:${text}`),
      resourceDoc(`arn:aws:states:us-east-1:123456789012:activity:${text}`),
    ];
    const { text: read, offset } = marked(definition.replace('"Next":"', '"Next":"<|>'));
    const offered = complete(read, offset, { functions: [text], placeholders: [text] });
    expect(offered.map(({ label }) => label)).toContain(text);
    for (const doc of [...docs, ...offered.map(({ doc }) => doc)]) expectPlainMarkdown(doc ?? '');
  });
});
