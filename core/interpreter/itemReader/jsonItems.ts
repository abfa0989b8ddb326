/** Items of a JSON or JSON Lines file. Source: "ItemReader (Map)". */
import { isJsonObject, type Json } from '../../json';
import { jsonValue } from '../../jsonText';
import { jsonMistake } from '../../syntax/jsonMistake';
import type { FileBody } from './fileBody';
import { itemReaderFailed } from './itemReaderFailed';
import { MAXIMUM_ITEM_CHARACTERS } from './itemSize';
import { isIterable } from './mapItems';
import type { Reading } from './reading';
import { takeApart } from './takeApart';

/** The elements of the file's array, or of the array or object that ItemsPointer (a JSON Pointer) leads to. */
export async function jsonItems(body: FileBody, { config, items, room }: Reading): Promise<void> {
  const text = await body.text();
  room.takeJson(text);
  const file = parse(text, 'The file');
  const pointer = typeof config.ItemsPointer === 'string' ? config.ItemsPointer : '';
  const wanted = follow(file, pointer);
  // A file that is an object itself was refused when this was recorded; only ItemsPointer is documented to lead to one.
  if (!isIterable(wanted) || (pointer === '' && !Array.isArray(wanted))) {
    throw itemReaderFailed('Attempting to map over non-iterable node.');
  }
  if (Array.isArray(wanted)) wanted.every((item) => items.take(item));
  else Object.entries(wanted).every(([key, value]) => items.take(value, key));
}

export function jsonLinesItems(body: FileBody, { items, room }: Reading): Promise<void> {
  let number = 0;
  return takeApart(body.pieces(), (text, isWhole) => {
    let at = 0;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      if (end - at > MAXIMUM_ITEM_CHARACTERS) {
        throw itemReaderFailed(`Line ${number + 1} of the file is larger than 8 MB.`);
      }
      if (newline < 0 && !isWhole) break;
      number++;
      const line = text.slice(at, end).trim();
      room.takeJson(line);
      if (line !== '' && !items.take(parse(line, 'The file', number))) return undefined;
      at = end + 1;
    }
    return Math.min(at, text.length);
  });
}

/** @param firstLine the number of the text's first line in its file */
export function parse(text: string, place: string, firstLine = 1): Json {
  try {
    return jsonValue(text);
  } catch {
    throw itemReaderFailed(`${place} is not valid JSON. ${jsonMistake(text, firstLine)}`);
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
    throw itemReaderFailed(`The ItemsPointer '${pointer.slice(0, 200)}' finds nothing in the file.`);
  }
  return current ?? null;
}
