/** The library's functions of lists and objects that cost the square of what they are given, or read more than own properties. */
import type jsonata from 'jsonata';
import type { Json, JsonObject } from '../../json';
import { ownValue } from '../ownProperties';
import type { MaybePromise } from '../outcome';
import { isFunctionValue } from './functionValue';
import { inParts } from './inParts';
import { tooLarge } from './evaluationFault';
import { MOST_ITEMS } from './runawayGuard';
import { fromHost, runOf, type Implementation } from './jsonataRun';
import { sort, type Comparator } from './sort';

export const LIST_FUNCTIONS: { readonly [name: string]: Implementation } = {
  max: [max, '<a<n>:n>'],
  min: [min, '<a<n>:n>'],
  sort: [sortList, '<af?:a>'],
  reverse: [reverse, '<a:a>'],
  shuffle: [shuffle, '<a:a>'],
  zip: [zip, '<a+>'],
  distinct: [distinct, '<x:x>'],
  spread: [spread, '<x-:a<o>>'],
  lookup: [lookup, '<x-s:x>'],
};

/** The library's mark of a list that stands for its only item. */
export function sequence(items: unknown[]): unknown[] {
  return Object.assign(items, { sequence: true });
}

function isSequence(value: unknown[]): boolean {
  return (value as { sequence?: unknown }).sequence === true;
}

/** The library hands all numbers to one call, which JavaScript bounds. */
function max(numbers: readonly number[] | undefined): number | undefined {
  return numbers?.length ? numbers.reduce((most, number) => Math.max(most, number)) : undefined;
}

function min(numbers: readonly number[] | undefined): number | undefined {
  return numbers?.length ? numbers.reduce((least, number) => Math.min(least, number)) : undefined;
}

function sortList(this: jsonata.Focus, array: Json[] | undefined, comparator?: Comparator): unknown {
  const { guard } = runOf(this.environment);
  return sort(array, comparator, (items) => guard.workOnItems(items));
}

function reverse(this: jsonata.Focus, array?: Json[]): MaybePromise<Json[] | undefined> {
  if (array === undefined || array.length <= 1) return array;
  const reversed: Json[] = [];
  const { length } = array;
  const work = (from: number, to: number): void => {
    for (let index = from; index < to; index++) reversed.push(array[length - 1 - index]!);
  };
  return inParts(this, length, work, () => reversed);
}

/** With the host's chance. */
function shuffle(this: jsonata.Focus, array?: Json[]): MaybePromise<Json[] | undefined> {
  if (array === undefined || array.length <= 1) return array;
  const chance = fromHost(this, 'random');
  const shuffled: Json[] = [];
  const work = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const place = Math.floor(chance() * (index + 1));
      if (place < index) shuffled.push(shuffled[place]!);
      shuffled[place] = array[index]!;
    }
  };
  return inParts(this, array.length, work, () => shuffled);
}

/** As long as the shortest. */
function zip(this: jsonata.Focus, ...lists: unknown[]): MaybePromise<unknown[]> {
  const zipped: unknown[] = [];
  const work = (from: number, to: number): void => {
    for (let index = from; index < to; index++) zipped.push(lists.map((list) => (list as unknown[])[index]));
  };
  const shortest = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  if (shortest * lists.length > MOST_ITEMS) throw tooLarge();
  return inParts(this, shortest, work, () => zipped);
}

function distinct(this: jsonata.Focus, array: unknown): unknown {
  if (!Array.isArray(array) || array.length <= 1) return array as unknown;
  const known = new Set<unknown>();
  const kept: unknown[] = isSequence(array) ? sequence([]) : [];
  const work = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const item: unknown = array[index];
      const key = typeof item === 'object' && item !== null ? `{${equalityText(item)}` : keyOf(item);
      if (known.has(key)) continue;
      known.add(key);
      kept.push(item);
    }
  };
  return inParts(this, array.length, work, () => kept);
}

/** A text must not be taken for the key of a list or object. */
function keyOf(item: unknown): unknown {
  return typeof item === 'string' ? `"${item}` : item;
}

const functionNumbers = new WeakMap<object, number>();
let functionCount = 0;

/** The same for what JSONata holds for equal: members in any order. */
function equalityText(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? JSON.stringify(value) : String(value === 0 ? 0 : value);
  }
  if (isFunctionValue(value)) {
    if (!functionNumbers.has(value)) functionNumbers.set(value, functionCount++);
    return `f${functionNumbers.get(value)!}`;
  }
  if (Array.isArray(value)) return `[${value.map(equalityText).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${equalityText((value as JsonObject)[name])}`).join(',')}}`;
}

function spread(value: unknown): unknown {
  if (!Array.isArray(value)) return spreadOne(value);
  if (value.length === 0) return sequence([]);
  const found: unknown[] = [];
  const add = (item: unknown): void => {
    if (Array.isArray(item)) {
      for (const member of item as unknown[]) add(member);
      return;
    }
    const members = spreadOne(item);
    if (Array.isArray(members)) for (const member of members as unknown[]) found.push(member);
    else if (members !== undefined) found.push(members);
  };
  add(value);
  return found;
}

function spreadOne(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !('_jsonata_lambda' in value);
  return isObject ? sequence(Object.entries(value).map(([name, member]) => ({ [name]: member as unknown }))) : value;
}

/** On own properties only. */
export function lookup(this: jsonata.Focus, input: unknown, key: string): MaybePromise<unknown> {
  if (!Array.isArray(input)) return lookedUp(input, key);
  const found: unknown[] = [];
  const work = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const value = lookedUp(input[index], key);
      if (Array.isArray(value)) for (const item of value as unknown[]) found.push(item);
      else if (value !== undefined) found.push(value);
    }
  };
  return inParts(this, input.length, work, () => onlyOrAll(found));
}

function onlyOrAll(found: unknown[]): unknown {
  return found.length === 0 ? undefined : found.length === 1 ? found[0] : found;
}

function lookedUp(input: unknown, key: string): unknown {
  if (Array.isArray(input)) {
    const found = input.map((item) => lookedUp(item, key)).filter((item) => item !== undefined);
    return onlyOrAll(found.flat());
  }
  const isObject =
    typeof input === 'object' && input !== null && !('_jsonata_function' in input) && !('_jsonata_lambda' in input);
  return isObject ? ownValue(input as JsonObject, key) : undefined;
}

/** `*`: the values of all members, lists among them laid flat. */
export function wildcard(input: unknown): unknown {
  const outer = input as { outerWrapper?: true; length: number; 0: unknown };
  const value = Array.isArray(input) && outer.outerWrapper && outer.length > 0 ? outer[0] : input;
  const found: unknown[] = [];
  if (typeof value !== 'object' || value === null) return sequence(found);
  let hasList = false;
  const add = (member: unknown): void => {
    if (!Array.isArray(member)) found.push(member);
    else for (const item of member as unknown[]) add(item);
  };
  for (const member of Object.values(value)) {
    hasList ||= Array.isArray(member);
    add(member);
  }
  // Where a list was put behind the others, the library's own is a plain list.
  return hasList ? found : sequence(found);
}
