import { type Json, isContainer } from '../../core/json';

/**
 * Members of a call as data of a state or a view: moments are ISO texts, bytes are text where they are text, else base64.
 *
 * @param binary bytes are always base64
 */
export function jsonOf(value: unknown, { binary = false }: { readonly binary?: boolean } = {}): Json {
  const each = (inner: unknown): Json => {
    if (inner instanceof Uint8Array) return binary ? base64(inner) : textOf(inner);
    if (inner instanceof Date) return inner.toISOString();
    if (Array.isArray(inner)) return inner.map(each);
    if (!isContainer(inner)) return (inner ?? null) as Json;
    return Object.fromEntries(
      Object.entries(inner).flatMap(([name, member]) => (member === undefined ? [] : [[name, each(member)]])),
    );
  };
  return each(value);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return base64(bytes);
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
