import { JsonLayout } from './jsonLayout';
import { JsonParser, type ParsedJson } from './jsonParser';
import { writtenTokens } from './jsonTokens';
import { mendedTokens } from './mendedTokens';
import type { ParsedText } from './parse';

/**
 * Reads JSON, and goes on behind every mistake. What templates add is understood too: a bare `${Name}`
 * becomes a placeholder and is no problem. Comments are skipped but reported, since AWS refuses them.
 *
 * A text with mistakes is read a second time, by its indentation and with its quotes mended: where that explains it with no
 * more mistakes, it is what was meant.
 */
export function parseJson(text: string): ParsedText {
  const written = new JsonParser(text, writtenTokens(text)).parse();
  if (mistakes(written) === 0) return written;
  let best = written;
  // Not every text is indented by its brackets.
  for (const layout of text.includes('\n') ? [undefined, new JsonLayout(text)] : [undefined]) {
    const mended = new JsonParser(text, mendedTokens(text), layout).parse();
    if (mistakes(mended) <= mistakes(best)) best = mended;
  }
  return best;
}

function mistakes({ problems, isCutShort }: ParsedJson): number {
  const found = problems.filter(({ code }) => code === 'json-syntax').length;
  // What leaves most of a text unread explains little of it.
  return isCutShort ? found + UNREAD_COUNTS : found;
}

const UNREAD_COUNTS = 5;
