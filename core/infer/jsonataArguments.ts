/** What functions of JSONata ask of their arguments, and what of the arguments is in what they give. */
import type { Json } from '../json';
import { arrayDatum, kindOf, type Datum, type DatumType, type Journal } from './datum';
import { itemOf, itemsOf } from './read';
import { beJsonText, beNoLonger, beType, beValue, SOME_BASE64 } from './suppose';
import { mergedDatum } from './template';

/** What the first argument must be. */
const ARGUMENTS: { readonly [type in DatumType]?: ReadonlySet<string> } = {
  string: new Set([
    'length',
    'substring',
    'substringBefore',
    'substringAfter',
    'uppercase',
    'lowercase',
    'trim',
    'pad',
    'contains',
    'split',
    'match',
    'replace',
    'base64encode',
    'base64decode',
    'encodeUrlComponent',
    'encodeUrl',
    'decodeUrl',
    'decodeUrlComponent',
    'hash',
  ]),
  number: new Set([
    'abs',
    'floor',
    'ceil',
    'round',
    'power',
    'sqrt',
    'formatNumber',
    'formatBase',
    'formatInteger',
    'fromMillis',
  ]),
  timestamp: new Set(['toMillis']),
  array: new Set([
    'sum',
    'max',
    'min',
    'average',
    'count',
    'append',
    'sort',
    'reverse',
    'shuffle',
    'distinct',
    'zip',
    'join',
    'map',
    'filter',
    'single',
    'reduce',
    'partition',
  ]),
  object: new Set(['keys', 'lookup', 'spread', 'each', 'sift', 'merge']),
};

/** The type of the first argument; undefined: any. */
export function argumentType(name: string): DatumType | undefined {
  return (Object.keys(ARGUMENTS) as DatumType[]).find((type) => ARGUMENTS[type]!.has(name));
}

/** Whether a function takes a list of numbers. */
export function isOfNumbers(name: string): boolean {
  return name === 'sum' || name === 'max' || name === 'min' || name === 'average';
}

/** Makes a first argument a value that the function takes, where its type alone is not enough. */
export function beTakenBy(name: string, datum: Datum, journal: Journal): void {
  if (name === 'base64decode') beValue(datum, SOME_BASE64, journal);
}

/** `$number`: the number that a datum is, or that its text says. Undefined: it is worked out. */
export function numberIn(datum: Datum, journal: Journal): Datum | undefined {
  if (datum.open && kindOf(datum) === undefined) beType(datum, 'number', journal);
  if (kindOf(datum) === 'number') return datum;
  const number = beJsonText(datum, journal);
  return number && beType(number, 'number', journal) ? number : undefined;
}

/** What is no list counts as one of one. */
export function appended(parts: readonly Datum[], journal: Journal): Datum | undefined {
  const items = parts.flatMap((part) => (part.items ? itemsOf(part, journal) : [part]));
  return parts.some(({ compute }) => compute) ? undefined : arrayDatum(items);
}

/** `$merge`: one object of a list of them. */
export function mergedItems(list: Datum | undefined, journal: Journal): Datum | undefined {
  const parts = list?.items;
  for (const part of parts ?? []) if (part.open) beType(part, 'object', journal);
  return parts && parts.length > 0 && parts.every(({ compute }) => !compute) ? mergedDatum(parts) : undefined;
}

/** Makes how many a list has be in a relation to a number, or not: `$count(list) > 3`. */
export function beCounted(
  list: Datum | undefined,
  operator: string,
  than: Json | undefined,
  holds: boolean,
  journal: Journal,
): boolean {
  if (!list || typeof than !== 'number' || !beType(list, 'array', journal)) return false;
  const fits = (count: number): boolean => {
    const test: { readonly [operator: string]: boolean } = {
      '=': count === than,
      '!=': count !== than,
      '<': count < than,
      '<=': count <= than,
      '>': count > than,
      '>=': count >= than,
    };
    return test[operator] === holds;
  };
  const now = list.items?.length ?? 0;
  const stay = (): boolean => {
    const count = list.items?.length ?? 0;
    if (list.open && !fits(count + 1)) beNoLonger(list, count, journal);
    return true;
  };
  if (fits(now) && now > 0) return stay();
  for (let count = Math.max(now, 1); count < now + 12; count++) {
    if (!fits(count)) continue;
    if (count > 0) itemOf(list, count - 1, journal);
    return list.items?.length === count && stay();
  }
  return fits(now) && stay();
}
