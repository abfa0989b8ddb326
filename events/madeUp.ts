/** Values made up of what code reads: every member that it asks for, in the kind that it takes it for. */
import type { DataReads } from '../core/handlers/reads';
import type { Json, JsonObject } from '../core/json';
import { jsonText } from '../core/jsonText';
import { sampleText } from '../core/textsByName';

const MOST_DEEP = 12;

/** @param name of what is made, which tells what a text is about */
export function madeUp(reads: DataReads, name: string, depth = 0): Json {
  const { members, item, kind, json, least = 1, example } = reads;
  if (depth > MOST_DEEP) return null;
  if (example !== undefined) return example;
  if (json) return jsonText(objectMadeUp(json, name, depth + 1));
  if (kind === 'list')
    return Array.from({ length: least }, () => (item ? madeUp(item, singular(name), depth + 1) : name));
  if (kind === 'object' || members.size > 0) return objectMadeUp(reads, name, depth);
  if (kind === 'number') return 1;
  return kind === 'boolean' ? true : textCalled(name);
}

/** Where nothing says otherwise, an object. */
function objectMadeUp(reads: DataReads, name: string, depth: number): Json {
  if (reads.kind === 'list') return madeUp(reads, name, depth);
  return Object.fromEntries([...reads.members].map(([key, each]) => [key, madeUp(each, key, depth + 1)]));
}

/** As DynamoDB writes an item. What is read as such already stays. */
export function itemMadeUp({ members }: DataReads): JsonObject {
  return Object.fromEntries([...members].map(([name, each]) => [name, attributeMadeUp(each, name)]));
}

function attributeMadeUp(reads: DataReads, name: string): Json {
  const [typed] = [...reads.members].filter(([type]) => ATTRIBUTE_TYPES.has(type));
  if (typed) {
    const [type, inner] = typed;
    if (type === 'N') return { N: '1' };
    if (type === 'M') return { M: itemMadeUp(inner) };
    if (type === 'L') return { L: [inner.item ? attributeMadeUp(inner.item, singular(name)) : { S: name }] };
    if (/^[SNB]S$/.test(type)) return { [type]: [type === 'NS' ? '1' : textCalled(singular(name))] };
    return { [type]: /^(?:BOOL|NULL)$/.test(type) ? true : String(madeUp({ ...inner, kind: undefined }, name)) };
  }
  if (reads.kind === 'number') return { N: '1' };
  if (reads.kind === 'boolean') return { BOOL: true };
  if (reads.kind === 'list') return { L: [reads.item ? attributeMadeUp(reads.item, singular(name)) : { S: name }] };
  if (reads.members.size > 0) return { M: itemMadeUp(reads) };
  return { S: String(madeUp(reads, name)) };
}

const ATTRIBUTE_TYPES = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS']);

function textCalled(name: string): string {
  return sampleText(name) ?? name;
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
}
