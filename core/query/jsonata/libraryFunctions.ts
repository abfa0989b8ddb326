/** What Step Functions adds to JSONata, takes away, and what we make safe or repeatable. */
import type jsonata from 'jsonata';
import { ABSENT_JSONATA_FUNCTIONS, type AddedJsonataFunction } from '../../catalog/jsonataFunctions';
import type { Json, JsonObject } from '../../json';
import { digest, DIGEST_NAMES, isDigestName } from '../hash/digest';
import { withoutNegativeZero } from '../intrinsic/intrinsicFunctions';
import { JavaRandom } from '../javaRandom';
import { jsonText } from '../../jsonText';
import { ownValue } from '../ownProperties';
import type { JsonataScope } from './compileJsonata';
import { MOST_BYTES, tooLarge, type RunawayGuard } from './runawayGuard';
import { sort } from './sort';
import type { JsonataNode } from './syntaxTree';

/** One evaluation's own things, bound under a name nobody can write. */
export interface JsonataRun {
  readonly scope: JsonataScope;
  readonly guard: RunawayGuard;
  /** Its moment is fixed. */
  hasBegun: boolean;
}

export const RUN = ' run';
/** Reads own properties only; see {@link replacePrototypeNames}. */
export const OWN_LOOKUP = ' lookup';

function runOf(environment: jsonata.Environment): JsonataRun {
  return environment.lookup(RUN) as JsonataRun;
}

const guardEntry = (node: JsonataNode, _input: unknown, environment: { timestamp: Date } & jsonata.Environment) => {
  const run = runOf(environment);
  if (!run.hasBegun) fixMoment(run, environment);
  return run.guard.enter(node);
};
const guardExit = (node: JsonataNode, _input: unknown, environment: jsonata.Environment, result: unknown) =>
  runOf(environment).guard.exit(node, result);

/** The library takes the moment of an evaluation from the machine's clock: it is the host's to tell. */
function fixMoment(run: JsonataRun, environment: { timestamp: Date }): void {
  run.hasBegun = true;
  const now = run.scope.now?.();
  if (now !== undefined) environment.timestamp = new Date(now);
}

/** Source of the added functions: AWS, "Transforming data with JSONata in Step Functions". */
export function prepareLibrary(expression: jsonata.Expression): void {
  expression.assign(Symbol.for('jsonata.__evaluate_entry') as unknown as string, guardEntry);
  expression.assign(Symbol.for('jsonata.__evaluate_exit') as unknown as string, guardExit);
  for (const name of Object.keys(ABSENT_JSONATA_FUNCTIONS)) expression.assign(name, undefined);
  for (const [name, [implementation, signature]] of FUNCTIONS) {
    expression.registerFunction(name, implementation, signature);
  }
  expression.registerFunction(OWN_LOOKUP, lookup);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the library's own type of a function
type Implementation = readonly [(this: any, ...args: any[]) => unknown, signature: string];

/** Signatures are the library's own. */
const ADDED: Readonly<Record<AddedJsonataFunction, Implementation>> = {
  partition: [(array: Json[], size: number) => partition(array, Math.floor(size)), '<an:a>'],
  range: [(from: number, to: number, step: number) => range(from, to, step), '<nnn:a<n>>'],
  hash: [hash, '<xs:s>'],
  parse: [parse, '<s-:x>'],
  random: [random, '<n?:n>'],
  uuid: [uuid, '<:s>'],
};

/** Of the library's, those that ask for time or chance, grow without bound, or read more than own properties. */
const REPLACED: { readonly [name: string]: Implementation } = {
  millis: [millis, '<:n>'],
  now: [now, '<s?s?:s>'],
  pad: [pad, '<s-ns?:s>'],
  shuffle: [shuffle, '<a:a>'],
  sort: [sort, '<af?:a>'],
  lookup: [lookup, '<x-s:x>'],
};

const FUNCTIONS = Object.entries({ ...ADDED, ...REPLACED });

function partition(array: readonly Json[], size: number): Json[] {
  if (size < 1) throw new Error(`The size of a partition must be positive, but was ${size}.`);
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) =>
    array.slice(index * size, (index + 1) * size),
  );
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('The step of a range must not be 0.');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > 1000) throw new Error(`The range has ${count} items; at most 1000 are allowed.`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function hash(data: Json, name: string): string {
  if (!isDigestName(name)) throw new Error(`The algorithm must be one of ${DIGEST_NAMES.join(', ')}, but was ${name}`);
  return digest(typeof data === 'string' ? data : jsonText(data), name);
}

/** Its numbers are doubles (measured: `1.0` is 1). The words of JSON.parse differ from one version of JavaScript to the next; a history should not. */
function parse(text: string): Json {
  try {
    return withoutNegativeZero(JSON.parse(text) as Json);
  } catch {
    throw new Error(`The argument of $parse is not valid JSON: ${text}`);
  }
}

function random(this: jsonata.Focus, seed?: number): number {
  return seed === undefined ? fromHost(this, 'random')() : new JavaRandom(seed).nextDouble();
}

/** Time and chance come from outside, or not at all: this room has neither. */
function fromHost<K extends 'random' | 'uuid' | 'now'>(focus: jsonata.Focus, name: K): NonNullable<JsonataScope[K]> {
  const { scope } = runOf(focus.environment);
  const give = scope[name];
  if (!give) throw new Error('Time and random values are not available here');
  return give.bind(scope) as NonNullable<JsonataScope[K]>;
}

function uuid(this: jsonata.Focus): string {
  return fromHost(this, 'uuid')();
}

/** The same all through an evaluation, however long that takes. */
function millis(this: jsonata.Focus): number {
  fromHost(this, 'now');
  return this.environment.timestamp.getTime();
}

function now(this: jsonata.Focus, picture?: string, timezone?: string): unknown {
  const fromMillis = this.environment.lookup('fromMillis') as { implementation: (...args: unknown[]) => unknown };
  return fromMillis.implementation.call(this, millis.call(this), picture, timezone);
}

/** The library's `$shuffle`, with the host's chance. */
function shuffle(this: jsonata.Focus, array?: Json[]): Json[] | undefined {
  if (array === undefined || array.length <= 1) return array;
  const chance = fromHost(this, 'random');
  const shuffled: Json[] = [];
  for (const [index, item] of array.entries()) {
    const place = Math.floor(chance() * (index + 1));
    if (place < index) shuffled.push(shuffled[place]!);
    shuffled[place] = item;
  }
  return shuffled;
}

/** The library's `$pad`, which would make an array of any size. */
function pad(text: string | undefined, width: number, filling = ' '): string | undefined {
  if (text === undefined) return undefined;
  const missing = Math.floor(Math.abs(width)) - Array.from(text).length;
  if (missing > MOST_BYTES) throw tooLarge();
  if (missing <= 0) return text;
  const units = Array.from(filling === '' ? ' ' : filling);
  const padding = Array.from({ length: missing }, (_, index) => units[index % units.length]).join('');
  return width > 0 ? text + padding : padding + text;
}

/** The library's `$lookup`, on own properties only. */
function lookup(input: unknown, key: string): unknown {
  if (Array.isArray(input)) {
    const found = input.map((item) => lookup(item, key)).filter((item) => item !== undefined);
    const flat = found.flat();
    return flat.length === 0 ? undefined : flat.length === 1 ? flat[0] : flat;
  }
  const isObject =
    typeof input === 'object' && input !== null && !('_jsonata_function' in input) && !('_jsonata_lambda' in input);
  return isObject ? ownValue(input as JsonObject, key) : undefined;
}
