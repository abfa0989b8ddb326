/** Items of a JSON or JSON Lines file. */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import { itemReaderFailed } from './itemReaderFailed';

/** The array of the file, or the one that ItemsPointer (a JSON Pointer) leads to. */
export function jsonItems(body: string, config: JsonObject): Json[] {
  let value = parse(body, 'the file');
  if (typeof config.ItemsPointer === 'string') value = follow(value, config.ItemsPointer);
  if (Array.isArray(value)) return value;
  throw itemReaderFailed('Attempting to map over non-iterable node.');
}

export function jsonLinesItems(body: string): Json[] {
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => parse(line, `line ${index + 1}`));
}

function parse(text: string, place: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw itemReaderFailed(
      `Unable to parse ${place} as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** RFC 6901. */
function follow(value: Json, pointer: string): Json {
  let current: Json | undefined = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = current[Number(key)];
    else current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
    if (current === undefined) throw itemReaderFailed(`The ItemsPointer '${pointer}' leads to nothing in the file.`);
  }
  return current ?? null;
}
