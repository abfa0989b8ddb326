/** What Step Functions adds to JSONata. Source: AWS, "Transforming data with JSONata in Step Functions"; the rest is recorded. */
import type jsonata from 'jsonata';
import type { AddedJsonataFunction } from '../../catalog/jsonataFunctions';
import type { Json } from '../../json';
import type { DIGEST_NAMES } from '../hash/digest';
import { digestInParts, isDigestName } from '../hash/digest';
import { withoutNegativeZero } from '../intrinsic/intrinsicFunctions';
import { JavaRandom } from '../javaRandom';
import type { MaybePromise } from '../outcome';
import { jsonataError, tooLarge } from './evaluationFault';
import { inParts } from './inParts';
import { fromHost, type Implementation } from './jsonataRun';
import { MOST_ITEMS } from './runawayGuard';

/** Signatures are written as the library reads them. */
export const ADDED_FUNCTIONS: Readonly<Record<AddedJsonataFunction, Implementation>> = {
  partition: [partition, '<xn?:a>'],
  range: [range, '<n?n?n?:a<n>>'],
  hash: [hash, '<s?s?:s>'],
  parse: [parse, '<s-:x>'],
  random: [random, '<n?:n>'],
  uuid: [uuid, '<:s>'],
};

/** Nothing for a size of 0; one part where no size is given (recorded). */
function partition(this: jsonata.Focus, array: unknown, size?: number): MaybePromise<Json[] | undefined> {
  if (array === undefined) return undefined;
  // The library would take anything else for an array of one item.
  if (!Array.isArray(array)) throw jsonataError('T0412', { index: 1 });
  const items = array as Json[];
  const step = size === undefined ? items.length : Math.trunc(size);
  if (step < 0) throw failure('Second argument must be zero or greater');
  if (step === 0 && size !== undefined) return undefined;
  const parts: Json[] = [];
  const work = (from: number, to: number): void => {
    for (let part = from; part < to; part++) parts.push(items.slice(part * step, (part + 1) * step));
  };
  return inParts(this, Math.ceil(items.length / step) || 0, work, () => parts);
}

/** Nothing where an argument is missing or the step leads nowhere (recorded); of any length. */
function range(this: jsonata.Focus, first?: number, last?: number, step?: number): MaybePromise<number[] | undefined> {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) return undefined;
  const count = Math.floor((to - from) / by) + 1;
  if (count > MOST_ITEMS) throw tooLarge();
  const numbers: number[] = [];
  const work = (begin: number, end: number): void => {
    for (let index = begin; index < end; index++) numbers.push(from + index * by);
  };
  return inParts(this, Math.max(0, count || 0), work, () => numbers);
}

function hash(this: jsonata.Focus, text?: string, name?: string): MaybePromise<string | undefined> {
  if (text === undefined || name === undefined) return undefined;
  if (!isDigestName(name)) throw failure(`Hash algorithm '${name}' must be one of ${DIGEST_ORDER.join(', ')}`);
  const { length, work, result } = digestInParts(text, name);
  return inParts(this, length, work, result);
}

/** As AWS lists them. */
const DIGEST_ORDER = ['SHA-1', 'SHA-384', 'SHA-256', 'SHA-512', 'MD5'] satisfies (typeof DIGEST_NAMES)[number][];

/** Its numbers are doubles (measured: `1.0` is 1). */
function parse(text?: string): Json | undefined {
  if (text === undefined) return undefined;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw failure('Invalid JSON');
  }
  return withoutNegativeZero(value);
}

function random(this: jsonata.Focus, seed?: number): number {
  return seed === undefined ? fromHost(this, 'random')() : new JavaRandom(seed).nextDouble();
}

function uuid(this: jsonata.Focus): string {
  return fromHost(this, 'uuid')();
}

/** What `$error` raises: AWS's functions fail of their arguments in the same way. */
function failure(message: string): unknown {
  return jsonataError('D3137', { message });
}
