/** What a file holds: whole, or as text that comes piece by piece, so that no more of it is read than is wanted. */
import type { ItemFile } from '../host';
import { itemReaderFailed } from './itemReaderFailed';

export interface FileBody {
  /** The whole text, without a byte order mark. */
  text(): Promise<string>;
  bytes(): Promise<Uint8Array>;
  /** The text piece by piece, without a byte order mark. Whoever stops early lets go of the file. */
  pieces(): AsyncIterable<string>;
}

/** What has to be held whole at once: more than that is more than one text can be. */
const MOST_WHOLE = 512 * 1024 * 1024;

/** "Step Functions supports … 10 GB as the maximum size of an individual file in Amazon S3" (quotas page). */
const MOST_BYTES = 10 * 1024 ** 3;

/**
 * @param name is said where the file is too large
 * @param mustRun throws where nobody waits for the items any more
 */
export function fileBody(content: string | Uint8Array | ItemFile, name: string, mustRun: () => void): FileBody {
  if (typeof content === 'string') {
    const text = content.charCodeAt(0) === 0xfeff ? content.slice(1) : content;
    return {
      text: () => Promise.resolve(text),
      bytes: () => Promise.resolve(new TextEncoder().encode(content)),
      pieces: () => only(text),
    };
  }

  /** The bytes as the host gives them; what it throws says why they cannot be read. */
  async function* read(most: number): AsyncGenerator<Uint8Array, void, undefined> {
    if (content instanceof Uint8Array) return yield content;
    const pieces = (content as ItemFile).pieces()[Symbol.asyncIterator]();
    let length = 0;
    try {
      for (;;) {
        const piece = await pieces.next().catch((error: unknown) => {
          mustRun();
          throw itemReaderFailed(error instanceof Error ? error.message : String(error));
        });
        mustRun();
        if (piece.done) return;
        length += piece.value.length;
        if (length > most) {
          throw itemReaderFailed(
            `The file ${name} is larger than ${amount(most)}, which is the most that can be read.`,
          );
        }
        yield piece.value;
      }
    } finally {
      await pieces.return?.();
    }
  }

  async function* texts(most: number): AsyncGenerator<string, void, undefined> {
    const decoder = new TextDecoder('utf-8');
    for await (const bytes of read(most)) {
      const text = decoder.decode(bytes, { stream: true });
      if (text !== '') yield text;
    }
    const last = decoder.decode();
    if (last !== '') yield last;
  }

  return {
    async text() {
      const all: string[] = [];
      let characters = 0;
      for await (const text of texts(MOST_WHOLE)) {
        characters += text.length;
        // A text has a few characters less than half a gigabyte.
        if (characters > MOST_WHOLE - 64) break;
        all.push(text);
      }
      if (characters <= MOST_WHOLE - 64) return all.join('');
      throw itemReaderFailed(
        `The file ${name} is larger than ${amount(MOST_WHOLE)}, which is the most that can be read.`,
      );
    },
    async bytes() {
      const all: Uint8Array[] = [];
      for await (const bytes of read(MOST_WHOLE)) all.push(bytes);
      return joined(all);
    },
    pieces: () => texts(MOST_BYTES),
  };
}

function joined(all: readonly Uint8Array[]): Uint8Array {
  const [first] = all;
  if (first && all.length === 1) return first;
  const whole = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of all) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

async function* only(text: string): AsyncGenerator<string, void, undefined> {
  if (text !== '') yield text;
}

function amount(bytes: number): string {
  return bytes >= 1024 ** 3 ? `${bytes / 1024 ** 3} GB` : `${bytes / 1024 ** 2} MB`;
}
