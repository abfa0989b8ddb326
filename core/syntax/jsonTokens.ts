/** The tokens of a text that should be JSON, as a parser takes them: those of the library, or of a text that was mended. */
import { createScanner } from 'jsonc-parser';
import type { SyntaxKind } from 'jsonc-parser';
import { phrase, type Phrase } from '../l10n/phrase';

/** What a parser of JSON reads. Offsets are those of the text. */
export interface JsonTokens {
  scan(): SyntaxKind;
  setPosition(offset: number): void;
  getTokenOffset(): number;
  getTokenLength(): number;
  /** Of a string, without its quotes and escapes. */
  getTokenValue(): string;
  /** What is wrong with the token itself. */
  mistake(): JsonMistake | undefined;
  /** Where each letter of a mended string stands; undefined where its escapes tell. */
  sourceOffset?(): ((index: number) => number) | undefined;
}

export interface JsonMistake {
  readonly message: Phrase;
  readonly span: { readonly start: number; readonly end: number };
}

export const noClosingQuote = (): Phrase => phrase`This string has no closing quote.`;
export const lineBreakInside = (): Phrase => phrase`A line break inside a string must be written \\n in JSON.`;

/** The numbers of jsonc-parser's ScanError, which is a const enum. */
const STRING_PROBLEMS: Record<number, () => Phrase> = {
  2: noClosingQuote,
  4: () => phrase`A \\u escape needs four hexadecimal digits.`,
  5: () => phrase`This escape does not exist in JSON; write \\\\ for a backslash.`,
  6: () => phrase`A control character must be escaped in JSON (\\n for a line break, \\t for a tab).`,
};

/** The words for a mistake inside a string, by the number that the library's scanner gives. */
export function stringMistake(error: number): Phrase | undefined {
  return STRING_PROBLEMS[error]?.();
}

/** The tokens as they are written. */
export function writtenTokens(text: string): JsonTokens {
  const scanner = createScanner(text, false);
  if (text.charCodeAt(0) === 0xfeff) scanner.setPosition(1);
  return {
    scan: () => scanner.scan(),
    setPosition: (offset) => scanner.setPosition(offset),
    getTokenOffset: () => scanner.getTokenOffset(),
    getTokenLength: () => scanner.getTokenLength(),
    getTokenValue: () => scanner.getTokenValue(),
    mistake() {
      const message = stringMistake(scanner.getTokenError());
      if (!message) return undefined;
      const start = scanner.getTokenOffset();
      return { message, span: { start, end: start + scanner.getTokenLength() } };
    },
  };
}

const PLACEHOLDER = /^[\w.%-]*(\$\{|__\w+__)/;

/** Where the placeholder ends that begins at an offset, `${Name}` (also nested, also with text around it) or `__name__`. */
export function placeholderEnd(text: string, start: number): number | undefined {
  if (!PLACEHOLDER.test(text.slice(start, start + 200))) return undefined;
  let end = start;
  while (end < text.length && !/[\s,\]}:"]/.test(text.charAt(end))) {
    end = text.startsWith('${', end) ? closingBrace(text, end + 2) : end + 1;
  }
  return end;
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '{') open++;
    else if (character === '}' && --open === 0) return index + 1;
    else if (character === '\n') return index;
  }
  return text.length;
}
