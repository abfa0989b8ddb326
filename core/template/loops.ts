/** `Fn::ForEach`: keys that stand for one key each of a list. Source: CloudFormation, "Fn::ForEach". */
import type { Json, JsonObject } from '../json';
import { isJsonObject } from '../json';
import { setOwn } from '../syntax/value';

/** `[variable, list, what is repeated]`. */
export interface Loop {
  readonly variable: string;
  readonly list: Json;
  readonly body: JsonObject;
}

export function isLoopKey(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

export function loopOf(value: Json | undefined): Loop | undefined {
  const [variable, list, body] = Array.isArray(value) ? value : [];
  if (typeof variable !== 'string' || list === undefined || !isJsonObject(body)) return undefined;
  return { variable, list, body };
}

/** Entries of an object with its loops written out; a loop over what is not known has none. */
export function* unrolled(object: JsonObject, itemsOf: (list: Json) => readonly string[]): Generator<[string, Json]> {
  for (const [key, value] of Object.entries(object)) {
    const loop = isLoopKey(key) ? loopOf(value) : undefined;
    if (!loop) {
      yield [key, value];
      continue;
    }
    for (const item of itemsOf(loop.list)) {
      yield* unrolled(withVariable(loop.body, loop.variable, item) as JsonObject, itemsOf);
    }
  }
}

/** A value with the loop's variable in its texts, its keys and its references. */
export function withVariable(value: Json, variable: string, item: string): Json {
  if (typeof value === 'string') return replaced(value, variable, item);
  if (Array.isArray(value)) return value.map((each) => withVariable(each, variable, item));
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && value['Ref'] === variable) return item;
  const object: JsonObject = {};
  for (const key of keys) setOwn(object, replaced(key, variable, item), withVariable(value[key]!, variable, item));
  return object;
}

/** `&{Name}` stands for the letters and digits of an item alone. */
function replaced(text: string, variable: string, item: string): string {
  return text.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replace(/[^A-Za-z0-9]/g, ''));
}
