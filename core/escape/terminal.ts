/** What a handler prints, in a terminal or in the debug console: its colours may stay, nothing else that a terminal obeys. */
import { visibleLines } from './visible';

/** SGR, "select graphic rendition" (ECMA-48, 8.3.117): colours, weight, underlining. */
const COLOURS = /\u001b\[[\d;:]*m/g;
const RESET = '\u001b[0m';

/**
 * Lines that a handler printed. Every other sequence (titles, links, the clipboard, moves of the cursor), and one that is cut
 * off, is shown as text. A colour ends with its line, so that it never reaches words of ours.
 * @param colours whether they are kept; else they are left out, as programs do that write into a file
 */
export function printed(text: string, colours: boolean): string {
  return text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line) => {
      const plain = line.split(COLOURS).map(visibleLines);
      const used = colours ? (line.match(COLOURS) ?? []) : [];
      const shown = plain.map((part, index) => part + (used[index] ?? '')).join('');
      return used.length > 0 ? shown + RESET : shown;
    })
    .join('\n');
}
