/**
 * Numbers as Terraform has them, which keeps 512 bits: a double here, and a bigint where a whole number is more than a double holds.
 */
import { readNumber, type JsonNumber } from '../jsonNumber';

export type HclNumber = number | bigint;

/** The longest whole number that is written with an exponent and kept digit by digit. */
const MOST_DIGITS = 400;

/** The number that a text such as `1.5` or `1e3` stands for; NaN of other texts. */
export function hclNumber(text: string): HclNumber {
  const double = Number(text);
  if (Number.isSafeInteger(double)) return double;
  const [, sign, whole, fraction = '', power = '0'] = /^\s*(-?)(\d+)(?:\.(\d+))?(?:[eE]\+?(\d+))?\s*$/.exec(text) ?? [];
  const zeros = Number(power) - fraction.length;
  if (whole === undefined || zeros < 0 || zeros > MOST_DIGITS) return double;
  return BigInt(`${sign}${whole}${fraction}${'0'.repeat(zeros)}`);
}

/** What an operator takes a value for. */
export function numberOf(value: unknown): HclNumber {
  return typeof value === 'bigint' ? value : typeof value === 'string' ? hclNumber(value) : Number(value);
}

/** As JSON keeps it. */
export function jsonNumberOf(value: bigint): JsonNumber {
  return readNumber(String(value));
}

type Operator = '+' | '-' | '*' | '/' | '%';

const OF_DOUBLES: { readonly [operator in Operator]: (left: number, right: number) => number } = {
  '+': (left, right) => inDecimals(left + right),
  '-': (left, right) => inDecimals(left - right),
  '*': (left, right) => inDecimals(left * right),
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** From here on a double has no room for halves. */
const LARGEST_WITH_PARTS = 2 ** 52;

const OF_WHOLE: { readonly [operator in Operator]: (left: bigint, right: bigint) => bigint | undefined } = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right !== 0n && left % right === 0n ? left / right : undefined),
  '%': (left, right) => (right === 0n ? undefined : left % right),
};

/** Undefined of what is no number, as of a division by zero, and of what has more digits than are kept here. */
export function computed(operator: Operator, left: HclNumber, right: HclNumber): HclNumber | undefined {
  const found = valueOf(operator, left, right);
  return typeof found === 'number' && !Number.isFinite(found) ? undefined : found;
}

function valueOf(operator: Operator, left: HclNumber, right: HclNumber): HclNumber | undefined {
  const double = OF_DOUBLES[operator](Number(left), Number(right));
  const isExact = typeof left === 'number' && typeof right === 'number' && Number.isSafeInteger(double);
  if (isExact || !isWhole(left) || !isWhole(right)) return double;
  const whole = OF_WHOLE[operator](BigInt(left), BigInt(right));
  if (whole !== undefined) return hclNumber(String(whole));
  return Math.abs(double) < LARGEST_WITH_PARTS ? double : undefined;
}

function isWhole(value: HclNumber): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}

/** What 512 bits would have come to: 0.1 + 0.2 is 0.3. */
function inDecimals(value: number): number {
  return Number.isInteger(value) || !Number.isFinite(value) ? value : Number(value.toPrecision(15));
}
