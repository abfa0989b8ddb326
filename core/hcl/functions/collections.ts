import { entriesOf, isEqual, truthOf } from '../compare';
import { asText, isList, isMap, plain, Unknown } from '../value';
import type { HclMap, HclValue } from '../value';
import { asList, asMap, byText, choosing, known, lenient } from './function';
import type { FunctionTable, PlainFunction } from './function';

/** More than anybody deploys; what is longer is no list of ours. */
const LONGEST = 10_000;

export const COLLECTION_FUNCTIONS: FunctionTable = {
  length: known(([value]) => {
    if (typeof value === 'string') return Array.from(value).length;
    return isList(value) ? value.length : asMap(value)?.size;
  }),
  concat: ofLists((...lists) => lists.flat()),
  merge: lenient((values) => {
    const merged = new Map<string, HclValue>();
    for (const value of values) {
      if (value instanceof Unknown) return value;
      for (const [key, item] of asMap(value) ?? []) merged.set(key, item);
    }
    return merged;
  }),
  keys: ofMap((map) => [...map.keys()].sort(byText)),
  values: ofMap((map) => (entriesOf(map) ?? []).map(([, item]) => item)),
  lookup: choosing(([map, name, otherwise]) => {
    const [from, key] = [map === undefined ? null : plain(map), name === undefined ? null : plain(name)];
    if (from instanceof Unknown) return from;
    if (key instanceof Unknown) return key;
    return asMap(from)?.get(String(key)) ?? otherwise;
  }),
  element: choosing(([list, index]) => {
    const [items, at] = [list === undefined ? null : plain(list), index === undefined ? null : plain(index)];
    if (items instanceof Unknown) return items;
    if (at instanceof Unknown) return at;
    if (!isList(items) || items.length === 0) return undefined;
    const place = Number(at) % items.length;
    return items[place < 0 ? place + items.length : place];
  }),
  index: ofLists((list, [wanted] = []) => list.findIndex((item) => isEqual(item, wanted!) === true), 1),
  contains: lenient(([list, wanted]) => {
    if (list instanceof Unknown) return list;
    const found = (asList(list) ?? []).map((item) => isEqual(item, wanted ?? null));
    return found.includes(true) || (found.find((each) => each instanceof Unknown) ?? false);
  }),
  flatten: ofLists((list) => flat(list)),
  distinct: ofLists((list) => distinct(list)),
  compact: ofLists((list) => list.filter((item) => plain(item) !== null && plain(item) !== '')),
  reverse: ofLists((list) => [...list].reverse()),
  sort: ofLists((list) => list.map(plain).sort(byText)),
  slice: known(([list, from, to]) => asList(list)?.slice(Number(from), Number(to))),
  range: known((values) => range(values.map(Number))),
  chunklist: known(([list, size]) => {
    const [items, count] = [asList(list), Number(size)];
    if (!items || !(count > 0)) return undefined;
    return Array.from({ length: Math.ceil(items.length / count) }, (_, index) =>
      items.slice(index * count, (index + 1) * count),
    );
  }),
  zipmap: known(([keys, values]) => {
    const [names, items] = [asList(keys), asList(values)];
    return names && items && new Map(names.map((name, index) => [String(plain(name)), items[index] ?? null]));
  }),
  transpose: ofMap((map) => {
    const made = new Map<string, HclValue[]>();
    for (const [key, list] of entriesOf(map) ?? []) {
      for (const item of asList(list) ?? [])
        made.set(String(plain(item)), [...(made.get(String(plain(item))) ?? []), key]);
    }
    return made;
  }),
  setproduct: ofLists((...lists) => {
    if (lists.reduce((count, list) => count * list.length, 1) > LONGEST) return undefined;
    return lists.reduce<readonly (readonly HclValue[])[]>(
      (made, list) => made.flatMap((before) => list.map((item) => [...before, item])),
      [[]],
    );
  }),
  setunion: ofLists((...lists) => asSet(lists.flat())),
  setintersection: ofLists((first, ...others) =>
    asSet(first.filter((item) => others.every((list) => has(list, item)))),
  ),
  setsubtract: ofLists((first, second = []) => asSet(first.filter((item) => !has(second, item)))),
  matchkeys: ofLists((values, keys = [], wanted = []) => values.filter((_, index) => has(wanted, keys[index] ?? null))),
  one: choosing(([list]) => {
    const items = list === undefined ? null : plain(list);
    if (items instanceof Unknown) return items;
    return isList(items) && items.length < 2 ? (items[0] ?? null) : undefined;
  }),
  coalesce: choosing((values) => values.find((value) => plain(value) !== null && plain(value) !== '')),
  coalescelist: choosing((values) =>
    values.find((value) => plain(value) instanceof Unknown || (asList(value)?.length ?? 0) > 0),
  ),
  alltrue: ofLists((list) => list.every((item) => truthOf(plain(item)))),
  anytrue: ofLists((list) => list.some((item) => truthOf(plain(item)))),
  tolist: lenient(([value]) => value),
  toset: lenient(([value]) => (isList(value) ? asSet(value) : value)),
  tomap: lenient(([value]) => value),
  tostring: lenient(([value]) => (value instanceof Unknown || value === null ? value : asText(value))),
  tobool: known(([value]) => (value === null || typeof value === 'boolean' ? value : truthOf(value ?? null))),
  sensitive: choosing(([value]) => value),
  nonsensitive: choosing(([value]) => value),
  ephemeralasnull: choosing(([value]) => value),
  issensitive: known(() => false),
};

/** A function of lists, which may hold what is not known. */
function ofLists(
  call: (...lists: [readonly HclValue[], ...(readonly HclValue[])[]]) => HclValue | undefined,
  single = Infinity,
): PlainFunction {
  return lenient((values) => {
    const unknown = values.find((value) => value instanceof Unknown);
    if (unknown) return unknown;
    const lists = values.map((value, index) => (index >= single ? [value] : (asList(value) ?? [])));
    return call(lists[0] ?? [], ...lists.slice(1));
  });
}

function ofMap(call: (map: HclMap) => HclValue | undefined): PlainFunction {
  return known(([value]) => {
    const map = asMap(value);
    return map && call(map);
  });
}

function flat(list: readonly HclValue[]): readonly HclValue[] {
  return list.flatMap((item) => {
    const value = plain(item);
    return isList(value) ? flat(value) : [item];
  });
}

function has(list: readonly HclValue[], wanted: HclValue): boolean {
  return list.some((item) => isEqual(item, wanted) === true);
}

function distinct(list: readonly HclValue[]): HclValue[] {
  const kept: HclValue[] = [];
  for (const item of list) if (!has(kept, item)) kept.push(item);
  return kept;
}

/** Sets of texts, and of numbers, are sorted. */
function asSet(list: readonly HclValue[]): readonly HclValue[] {
  const items = distinct(list);
  if (items.some((item) => plain(item) instanceof Unknown || isMap(plain(item)))) return items;
  if (items.every(isNumber)) return items.sort((one, other) => (one < other ? -1 : 1));
  return items.sort(byText);
}

function isNumber(value: HclValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function range(given: readonly number[]): HclValue | undefined {
  const [from, to] = given.length === 1 ? [0, given[0]!] : [given[0]!, given[1]!];
  const step = given[2] ?? (to < from ? -1 : 1);
  const count = Math.ceil((to - from) / step);
  if (step === 0 || !(count <= LONGEST)) return undefined;
  return Array.from({ length: Math.max(0, count) }, (_, index) => from + index * step);
}
