import { type Json, isContainer } from '../../core/json';

/** Members of a call as data of a state or a view: bytes are text where they are text, else base64; moments are ISO texts. */
export function jsonOf(value: unknown): Json {
  if (value instanceof Uint8Array) return textOf(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (!isContainer(value)) return (value ?? null) as Json;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : [[name, jsonOf(each)]])),
  );
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('base64');
  }
}
