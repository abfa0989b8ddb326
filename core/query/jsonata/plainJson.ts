/** From what the JSONata library returns to plain JSON. */
import type { Json, JsonObject } from '../../json';
import { setOwnValue } from '../ownProperties';

/** The value has a function somewhere, which no JSON can hold. */
export const UNSUPPORTED = Symbol('unsupported result type');

/** Marks the library leaves on its arrays; they would change the meaning of a later evaluation. */
const MARKS = ['sequence', 'keepSingleton', 'cons', 'tupleStream', 'outerWrapper'] as const;

/** Shares what is plain already. Numbers outside JSON become the texts Java prints (measured: `1/0`). */
export function plainJson(value: unknown): Json | typeof UNSUPPORTED {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? (value === 0 ? 0 : value) : String(value);
  if (typeof value !== 'object' || isFunctionObject(value)) return UNSUPPORTED;
  return Array.isArray(value) ? plainArray(value) : plainObject(value as Record<string, unknown>);
}

function isFunctionObject(value: object): boolean {
  const { _jsonata_function, _jsonata_lambda } = value as Record<string, unknown>;
  return _jsonata_function === true || _jsonata_lambda === true;
}

function plainArray(array: unknown[]): Json | typeof UNSUPPORTED {
  let changed = MARKS.some((mark) => mark in array);
  const items: Json[] = [];
  for (const item of array) {
    const plain = item === undefined ? null : plainJson(item);
    if (plain === UNSUPPORTED) return UNSUPPORTED;
    changed ||= plain !== item;
    items.push(plain);
  }
  return changed ? items : (array as Json[]);
}

function plainObject(object: Record<string, unknown>): Json | typeof UNSUPPORTED {
  let changed = false;
  const members: JsonObject = {};
  for (const key of Object.keys(object)) {
    const member = object[key];
    const plain = member === undefined ? undefined : plainJson(member);
    if (plain === UNSUPPORTED) return UNSUPPORTED;
    changed ||= plain !== member || plain === undefined;
    if (plain !== undefined) setOwnValue(members, key, plain);
  }
  return changed ? members : (object as JsonObject);
}
