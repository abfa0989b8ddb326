/** What a file holds, as text or as bytes. */
import { itemReaderFailed } from './itemReaderFailed';

export interface FileBody {
  /** Without a byte order mark. */
  text(): string;
  bytes(): Uint8Array;
}

/** `name` is said where the bytes are no text. */
export function fileBody(content: string | Uint8Array, name: string): FileBody {
  return {
    text: () => withoutByteOrderMark(typeof content === 'string' ? content : decoded(content, name)),
    bytes: () => (typeof content === 'string' ? new TextEncoder().encode(content) : content),
  };
}

function decoded(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8').decode(bytes);
  } catch {
    // A text of JavaScript holds half a gigabyte at most.
    throw itemReaderFailed(`The file ${name} is too large to be read as text: ${bytes.length} bytes.`);
  }
}

function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
