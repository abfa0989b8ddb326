/** Names of files out of names of people: what no file system of the three refuses, means otherwise or takes for another. */
import { visible } from './visible';

/** Bytes that every usual file system bears, with room for an ending. */
const MOST_BYTES = 200;
/** Windows opens devices under these names, whatever ending follows. */
const DEVICES = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i;

/**
 * One part of a path, never empty, `.`, `..` or hidden, and without a separator. Different names may become the same: what
 * must be told apart needs more than its name.
 */
export function fileName(name: string, otherwise: string): string {
  const safe = visible(name.normalize('NFC'))
    .replace(/[\\/:*?"<>|#%]+/g, ' ')
    .replace(/\s+/g, ' ');
  const short = shortened(safe, MOST_BYTES)
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(DEVICES, '$&_');
  return short === '' ? otherwise : short;
}

function shortened(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  let [length, used] = [0, 0];
  for (const sign of text) {
    used += encoder.encode(sign).length;
    if (used > bytes) break;
    length += sign.length;
  }
  return text.slice(0, length);
}

/**
 * Whether Windows takes a part of a path for another: a device, a stream beside the file, or the name without the dots and
 * blanks at its end. Elsewhere such names are names like others.
 */
export function isAnotherOnWindows(part: string): boolean {
  return DEVICES.test(part) || /[:*?"<>|\u0000-\u001f]|[. ]$/.test(part);
}
