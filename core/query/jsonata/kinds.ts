/**
 * Kinds of values as letters, as the library's signatures have them: a(rray), s(tring), n(umber), b(oolean), l (null),
 * f(unction), o(bject), m(issing). Several letters: one of them.
 */
import { JSONATA_FUNCTION_BY_NAME } from '../../catalog/jsonataFunctions';
import { NOTHING, thrown } from './evaluationFault';
import { isFunctionValue } from './functionValue';
import { signatureOf, type Signature, type SignatureFault } from './libraryFunctions';

export const ANY_KIND = 'asnblfom';
/** What data may be: anything but a function. */
export const DATA_KIND = 'asnblom';

/** What a part may come to; the value where it is always the same. */
export interface Operand {
  readonly kinds: string;
  readonly value?: { readonly value: unknown };
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'm';
  if (value === null) return 'l';
  if (isFunctionValue(value)) return 'f';
  if (Array.isArray(value)) return 'a';
  return (typeof value).charAt(0);
}

/** A value for each kind; an empty array is one of any items. */
const SAMPLES: { readonly [kind: string]: unknown } = {
  a: [],
  s: '',
  n: 1,
  b: true,
  l: null,
  f: () => undefined,
  o: {},
  m: undefined,
};

const MOST_COMBINATIONS = 600;

/** What comes of a call with arguments of each kind that they may be of, one after the other. */
function* outcomes(name: string, args: readonly Operand[]): Generator<ReturnType<Signature>> {
  const signature = signatureOf(name);
  const choices = args.map(({ kinds, value }) => (value ? [value.value] : Array.from(kinds, (kind) => SAMPLES[kind])));
  const isTried = signature && choices.reduce((count, { length }) => count * length, 1) <= MOST_COMBINATIONS;
  // It may take one.
  if (!isTried) return yield undefined;
  for (const given of combinations(choices)) yield signature(given);
}

/** What the library says of every call with such arguments; undefined where it may take one. */
export function certainCallFault(name: string, args: readonly Operand[], isRoot: boolean): string | undefined {
  let farthest: SignatureFault | undefined;
  for (const outcome of outcomes(name, args)) {
    if (outcome === undefined || outcome === 'missing') return undefined;
    // Elsewhere, what `$` means may be taken for an argument that is not given.
    if (!isRoot && (outcome === 'nothing' || outcome.code === 'T0411')) return undefined;
    farthest = farther(outcome, farthest);
  }
  return farthest && wordsOf(farthest, name);
}

function farther(outcome: ReturnType<Signature>, farthest: SignatureFault | undefined): SignatureFault | undefined {
  return typeof outcome === 'object' && outcome.index > (farthest?.index ?? 0) ? outcome : farthest;
}

function wordsOf({ code, index, type }: SignatureFault, name: string): string {
  return thrown(
    code === 'T0412'
      ? `T0412: Argument ${index} of function "${name}" must be an array of ${JSON.stringify(type)}`
      : `${code}: Argument ${index} of function "${name}" does not match function signature`,
  );
}

/** So many arguments do functions of AWS's need to give anything. */
const NEEDED: { readonly [name: string]: number } = { range: 3, hash: 2 };

/** What the run says of an expression that is a call which gives no value, whatever its arguments come to; else undefined. */
export function certainEnd(name: string, args: readonly Operand[]): string | undefined {
  if (name === 'assert' || (Object.hasOwn(NEEDED, name) && args.length < NEEDED[name]!)) return NOTHING;
  const taken = FIRST[name];
  if (taken !== undefined && args[0] && !mayBe(args[0], taken)) return NOTHING;
  if (args.length === 0) return undefined;
  let farthest: SignatureFault | undefined;
  for (const outcome of outcomes(name, args)) {
    if (outcome === undefined) return undefined;
    farthest = farther(outcome, farthest);
  }
  // Of some of the values only, but those that are there.
  return farthest ? wordsOf(farthest, name) : NOTHING;
}

/** What a first argument must be for them to give anything. */
const FIRST: { readonly [name: string]: string } = { lookup: 'ao', partition: 'a' };

/** What the library says of `~>` with anything else behind it. */
export const NOT_APPLICABLE = thrown(
  'T2006: The right side of the function application operator ~> must be a function',
);

/** What it says of a call of anything else; `meant`: a function of that name, which was called without its dollar. */
export function notAFunction(meant?: string): string {
  return meant === undefined
    ? thrown('T1006: Attempted to invoke a non-function')
    : thrown(`T1005: Attempted to invoke a non-function. Did you mean $${meant}?`);
}

function* combinations(choices: readonly (readonly unknown[])[], from = 0): Generator<unknown[]> {
  if (from === choices.length) return yield [];
  for (const first of choices[from]!) {
    for (const rest of combinations(choices, from + 1)) yield [first, ...rest];
  }
}

/** What operators always fail of, in the library's words. */
export function certainOperatorFault(
  operator: string,
  isBinary: boolean,
  left: Operand,
  right?: Operand,
): string | undefined {
  const words = certainWords(operator, isBinary, left, right);
  return words === undefined ? undefined : thrown(words);
}

function certainWords(operator: string, isBinary: boolean, left: Operand, right?: Operand): string | undefined {
  if (!isBinary) {
    const isShown = operator === '-' && left.value && !mayBe(left, 'nm');
    return isShown ? `D1002: Cannot negate a non-numeric value: ${JSON.stringify(left.value?.value)}` : undefined;
  }
  if (!right) return undefined;
  if (ARITHMETIC.includes(operator)) {
    if (!mayBe(left, 'nm')) return `T2001: The left side of the "${operator}" operator must evaluate to a number`;
    if (!mayBe(right, 'nm')) return `T2002: The right side of the "${operator}" operator must evaluate to a number`;
  } else if (operator === '..') {
    if (!mayBeWhole(left)) return 'T2003: The left side of the range operator (..) must evaluate to an integer';
    if (!mayBeWhole(right)) return 'T2004: The right side of the range operator (..) must evaluate to an integer';
  } else if (COMPARISONS.includes(operator) && (!mayBe(left, 'snm') || !mayBe(right, 'snm'))) {
    return `T2010: The expressions either side of operator "${operator}" must evaluate to numeric or string values`;
  }
  return undefined;
}

const ARITHMETIC = ['+', '-', '*', '/', '%'];
const COMPARISONS = ['<', '<=', '>', '>='];

function mayBe({ kinds }: Operand, wanted: string): boolean {
  return Array.from(wanted).some((kind) => kinds.includes(kind));
}

function mayBeWhole(operand: Operand): boolean {
  return mayBe(operand, 'm') || (mayBe(operand, 'n') && (!operand.value || Number.isInteger(operand.value.value)));
}

/** What an operator gives where it gives anything. */
export function operatorKinds(operator: string, isBinary: boolean): string {
  if (!isBinary) return operator === '{' ? 'o' : operator === '[' ? 'a' : 'nm';
  if (ARITHMETIC.includes(operator)) return 'nm';
  if (COMPARISONS.includes(operator)) return 'bm';
  if (operator === '&') return 's';
  return ['=', '!=', 'in', 'and', 'or'].includes(operator) ? 'b' : ANY_KIND;
}

/** What a function of the library may give. */
export function resultKinds(name: string): string {
  if (!JSONATA_FUNCTION_BY_NAME.has(name)) return ANY_KIND;
  return RESULTS[name] ?? ANY_KIND;
}

/** Of those that always give the same kind, or nothing. */
const RESULTS: { readonly [name: string]: string } = kindsByName({
  n: ['count', 'millis', 'random'],
  s: ['now', 'uuid'],
  b: ['exists'],
  a: ['zip'],
  sm: [
    'string',
    'uppercase',
    'lowercase',
    'trim',
    'join',
    'substring',
    'substringBefore',
    'substringAfter',
    'pad',
    'replace',
    'base64encode',
    'base64decode',
    'encodeUrl',
    'encodeUrlComponent',
    'decodeUrl',
    'decodeUrlComponent',
    'formatNumber',
    'formatBase',
    'formatInteger',
    'fromMillis',
    'type',
    'hash',
  ],
  nm: ['sum', 'length', 'number', 'round', 'floor', 'ceil', 'abs', 'max', 'min', 'average', 'power', 'sqrt'],
  bm: ['contains', 'not', 'boolean'],
  am: ['split', 'range', 'partition'],
  om: ['merge'],
});

function kindsByName(names: { readonly [kinds: string]: readonly string[] }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(names).flatMap(([kinds, list]) => list.map((name) => [name, kinds])));
}
