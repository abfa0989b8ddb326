/** What handlers print, as far as the debug console bears it: the newest editors keep ten thousand lines there. */

import { visible } from '../core/escape/visible';
import { phrase } from '../core/l10n/phrase';

/** Lines of handlers that a run writes. */
export const MOST_LINES = 10_000;
/** Characters of them. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

export class HandlerOutput {
  private lines = 0;
  private characters = 0;
  private full = false;

  constructor(private readonly write: (text: string, stream: 'stdout' | 'stderr' | 'console') => void) {}

  /** @param text one line, or a few */
  add(functionName: string, stream: 'stdout' | 'stderr' | 'info', text: string): void {
    // What Stepwise itself has to say about a function is never many words.
    if (stream === 'info') return this.write(prefixed(functionName, text), 'console');
    if (this.full) return;
    this.write(prefixed(functionName, text), stream);
    this.lines += 1;
    this.characters += text.length;
    this.full = this.lines >= MOST_LINES || this.characters >= MOST_CHARACTERS;
    if (this.full) {
      this.write(phrase`… too much output of handlers for the console: the rest is not shown.`, 'console');
    }
  }
}

function prefixed(functionName: string, text: string): string {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => `[${visible(functionName)}] ${line}`)
    .join('\n');
}
