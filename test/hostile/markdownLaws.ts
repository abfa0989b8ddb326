/** What a hover may hold, by a real parser of Markdown with HTML and links switched on. */
import MarkdownIt, { type Token } from 'markdown-it';
import { expect } from 'vitest';
import { expectReadable } from './laws';

const parser = new MarkdownIt({ html: true, linkify: true });
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: true });

/** All that a documentation of ours is made of. */
const HARMLESS = new Set(
  ['text', 'paragraph', 'inline', 'strong', 'em', 'code_inline', 'fence', 'softbreak', 'hardbreak'].flatMap((type) => [
    type,
    `${type}_open`,
    `${type}_close`,
  ]),
);

export function tokensOf(markdown: string): Token[] {
  return parser.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

/** Words, code and emphasis: no picture, link, HTML, heading, list or table. */
export function expectPlainMarkdown(markdown: string): void {
  const types = tokensOf(markdown).map(({ type }) => type);
  expect(types.filter((type) => !HARMLESS.has(type))).toEqual([]);
  expectReadable(markdown);
}
