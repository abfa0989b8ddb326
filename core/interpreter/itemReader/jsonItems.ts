/** Items of a JSON or JSON Lines file. Source: "ItemReader (Map)". */
import { isJsonObject, type Json, type JsonObject } from '../../json';
import type { FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import { MAXIMUM_ITEM_CHARACTERS } from './itemSize';
import { isIterable, type TakeItem } from './mapItems';

/** The elements of the file's array, or of the array or object that ItemsPointer (a JSON Pointer) leads to. */
export function jsonItems(body: FileBody, config: JsonObject, take: TakeItem): void {
  const file = parse(body.text(), 'The file');
  const pointer = typeof config.ItemsPointer === 'string' ? config.ItemsPointer : '';
  const items = follow(file, pointer);
  // A file that is an object itself was refused when this was recorded; only ItemsPointer is documented to lead to one.
  if (!isIterable(items) || (pointer === '' && !Array.isArray(items))) {
    throw itemReaderFailed('Attempting to map over non-iterable node.');
  }
  if (Array.isArray(items)) items.every((item) => take(item));
  else Object.entries(items).every(([key, value]) => take(value, key));
}

export function jsonLinesItems(body: FileBody, _config: JsonObject, take: TakeItem): void {
  const text = body.text();
  let number = 0;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    number++;
    if (end - at > MAXIMUM_ITEM_CHARACTERS) throw itemReaderFailed(`Line ${number} of the file is larger than 8 MB.`);
    const line = text.slice(at, end).trim();
    if (line !== '' && !take(parse(line, `Line ${number} of the file`))) return;
    at = end + 1;
  }
}

export function parse(text: string, place: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw itemReaderFailed(`${place} is not valid JSON: ${words}`);
  }
}

/** RFC 6901. */
function follow(value: Json, pointer: string): Json {
  let current: Json | undefined = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = /^(?:0|[1-9]\d*)$/.test(key) ? current[Number(key)] : undefined;
    else current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
    if (current !== undefined) continue;
    throw itemReaderFailed(`The ItemsPointer '${pointer.slice(0, 200)}' leads to nothing in the file.`);
  }
  return current ?? null;
}
