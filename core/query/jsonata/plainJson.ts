/** From what the JSONata library returns to plain JSON. */
import type { Json, JsonObject } from '../../json';
import { isExactNumber } from '../../jsonNumber';
import { setOwnValue } from '../ownProperties';
import { MOST_BYTES } from './runawayGuard';

/** The value has a function somewhere, which no JSON can hold. */
export const UNSUPPORTED = Symbol('unsupported result type');

/** Marks the library leaves on its arrays; they would change the meaning of a later evaluation. */
const MARKS = ['sequence', 'keepSingleton', 'cons', 'tupleStream', 'outerWrapper'] as const;

/** The value is longer than any JSON may be: few shared lists can spell out an endless one. */
export const TOO_LARGE = Symbol('too large');

type Refused = typeof UNSUPPORTED | typeof TOO_LARGE;

/** How many more values may be visited: each is a character of JSON at least. */
interface Budget {
  left: number;
}

/** Shares what is plain already. Numbers outside JSON become the texts Java prints (measured: `1/0`). */
export function plainJson(value: unknown, budget?: Budget): Json | Refused {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? (value === 0 ? 0 : value) : String(value);
  if (isExactNumber(value)) return value;
  if (typeof value !== 'object' || isFunctionObject(value)) return UNSUPPORTED;
  budget ??= { left: MOST_BYTES };
  return Array.isArray(value) ? plainArray(value, budget) : plainObject(value as Record<string, unknown>, budget);
}

function isFunctionObject(value: object): boolean {
  const { _jsonata_function, _jsonata_lambda } = value as Record<string, unknown>;
  return _jsonata_function === true || _jsonata_lambda === true;
}

function plainArray(array: unknown[], budget: Budget): Json | Refused {
  if ((budget.left -= array.length + 1) < 0) return TOO_LARGE;
  let changed = MARKS.some((mark) => mark in array);
  const items: Json[] = [];
  for (const item of array) {
    const plain = item === undefined ? null : plainJson(item, budget);
    if (plain === UNSUPPORTED || plain === TOO_LARGE) return plain;
    changed ||= plain !== item;
    items.push(plain);
  }
  return changed ? items : (array as Json[]);
}

function plainObject(object: Record<string, unknown>, budget: Budget): Json | Refused {
  if (--budget.left < 0) return TOO_LARGE;
  let changed = false;
  const members: JsonObject = {};
  for (const key of Object.keys(object)) {
    const member = object[key];
    const plain = member === undefined ? undefined : plainJson(member, budget);
    if (plain === UNSUPPORTED || plain === TOO_LARGE) return plain;
    budget.left--;
    changed ||= plain !== member || plain === undefined;
    if (plain !== undefined) setOwnValue(members, key, plain);
  }
  return changed ? members : (object as JsonObject);
}
