/**
 * Numbers as Step Functions keeps them. Most are JavaScript's own. One that JavaScript would print otherwise is an
 * {@link ExactNumber}: a whole number that no double holds, `10.0`, a decimal with more digits than a double has.
 *
 * The model is json-smart, which AWS's paths read with: whole numbers are exact, however long; decimals are doubles,
 * unless more than eighteen characters lose digits that way (BigDecimal).
 */

/**
 * A number by its text, as Java prints it. It is a String object because structured clone keeps those, text and all,
 * and because no other JSON value is one. Across processes go JSON texts.
 */
export class ExactNumber extends String {
  /** For whoever writes JSON by JavaScript's own means: the nearest double. */
  toJSON(): number {
    counts.written++;
    return Number(this.toString());
  }
}

/** Of the whole process: a library that is loaded apart has this module once more, and hands its numbers over. */
const COUNTS = Symbol.for('stepwise.exactNumbers');
const counts = ((globalThis as { [COUNTS]?: { made: number; written: number } })[COUNTS] ??= { made: 0, written: 0 });

/** How many there have been: most runs have none, and need not look for them. */
export function exactNumbersMade(): number {
  return counts.made;
}

/** How many JSON.stringify has met so far. */
export function exactNumbersWritten(): number {
  return counts.written;
}

/** A JSON number. */
export type JsonNumber = number | ExactNumber;

export function isExactNumber(value: unknown): value is ExactNumber {
  return value instanceof String;
}

export function isNumber(value: unknown): value is JsonNumber {
  return typeof value === 'number' || value instanceof String;
}

/** The number that a JSON text such as `1e3` stands for; the text must be one. */
export function readNumber(text: string): JsonNumber {
  const double = Number(text);
  return exactly(javaNumber(text, double), double);
}

/** What Java prints of a double, such as `150.0`. */
export function javaDouble(value: number): JsonNumber {
  return exactly(doubleText(value), value);
}

/** A number of JavaScript's own where that prints the same. */
function exactly(text: string, double: number): JsonNumber {
  // Without a sign at zero: read as an integer, `-0` is 0 (recorded).
  if (text === numberText(double)) return double + 0;
  counts.made++;
  return new ExactNumber(text);
}

/** The number that a text stands for in Java's BigDecimal, as which paths read what is written in a filter. */
export function readDecimal(text: string): JsonNumber {
  return exactly(decimalText(text), Number(text));
}

/** As Java's Long.toString, BigInteger.toString, Double.toString or BigDecimal.toString prints what was read. */
function javaNumber(text: string, double: number): string {
  if (!/[.eE]/.test(text)) return text === '-0' ? '0' : text;
  const asDouble = Number.isFinite(double) ? doubleText(double) : 'null';
  if (text.length <= LONGEST_DOUBLE || asDouble === text.toUpperCase()) return asDouble;
  return decimalText(text);
}

/** Characters of a decimal that json-smart always reads as a double. */
const LONGEST_DOUBLE = 18;

/** 2^63: whole numbers below fit Java's long and are printed in full, others like `9.3E18` (measured). */
const BEYOND_LONG = 2 ** 63;

/** The JSON text of a number: whole numbers in full as far as Java's long goes, all others as Double.toString. */
export function numberText(value: JsonNumber): string {
  if (typeof value !== 'number') return value.toString();
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isInteger(value)) return Number.isFinite(value) ? doubleText(value) : 'null';
  // JavaScript prints as many digits as tell it from other doubles, and zeros: 2^62 as 4611686018427388000.
  return Math.abs(value) < BEYOND_LONG ? String(BigInt(value)) : doubleText(value);
}

/** `Double.toString`: from 10^-3 up to 10^7 in decimals. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits, exponent] = value.toExponential().split('e');
  return `${digits!.includes('.') ? digits : `${digits}.0`}E${exponent!.replace('+', '')}`;
}

/** `BigDecimal.toString`. */
function decimalText(text: string): string {
  const { sign, digits, exponent } = decimal(text);
  const unscaled = digits === '' ? '0' : digits;
  const adjusted = exponent + unscaled.length - 1;
  if (exponent > 0 || adjusted < -6) {
    const fraction = unscaled.length > 1 ? `.${unscaled.slice(1)}` : '';
    return `${sign}${unscaled[0]}${fraction}E${adjusted < 0 ? '' : '+'}${adjusted}`;
  }
  if (exponent === 0) return sign + unscaled;
  const padded = unscaled.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Sign, digits without leading zeros, and the power of ten that the last digit counts. */
interface Decimal {
  readonly sign: '' | '-';
  readonly digits: string;
  readonly exponent: number;
}

function decimal(text: string): Decimal {
  const [, sign, whole, fraction = '', power = '0'] = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text)!;
  return {
    sign: sign === '-' ? '-' : '',
    digits: (whole! + fraction).replace(/^0+/, ''),
    exponent: Number(power) - fraction.length,
  };
}

/** The nearest double. */
export function doubleOf(value: JsonNumber): number {
  return typeof value === 'number' ? value : Number(value.toString());
}

/** Negative, 0 or positive, by value and to the last digit: 10.0 is 10. */
export function compareNumbers(left: JsonNumber, right: JsonNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  const [first, second] = [doubleOf(left), doubleOf(right)];
  if (first !== second) return first < second ? -1 : 1;
  return Number.isSafeInteger(first) && isShort(left) && isShort(right)
    ? 0
    : compareDecimals(decimal(numberText(left)), decimal(numberText(right)));
}

/** No longer than a double of that value may be: then it is that double. */
function isShort(value: JsonNumber): boolean {
  return typeof value === 'number' || value.length <= LONGEST_DOUBLE;
}

function compareDecimals(left: Decimal, right: Decimal): number {
  const [first, second] = [signOf(left), signOf(right)];
  if (first !== second) return first - second;
  const size = left.digits.length + left.exponent - right.digits.length - right.exponent;
  if (size !== 0) return Math.sign(size) * first;
  const length = Math.max(left.digits.length, right.digits.length);
  const [these, those] = [left.digits.padEnd(length, '0'), right.digits.padEnd(length, '0')];
  return these === those ? 0 : these < those ? -first : first;
}

function signOf({ sign, digits }: Decimal): number {
  return digits === '' ? 0 : sign === '-' ? -1 : 1;
}

/** The class that Java keeps a number in, as Jayway's messages name it behind `java.`. */
export function javaNumberClass(value: JsonNumber): string {
  const text = numberText(value);
  if (/[.E]/.test(text)) return text === doubleText(doubleOf(value)) ? 'lang.Double' : 'math.BigDecimal';
  const whole = BigInt(text);
  if (BigInt.asIntN(32, whole) === whole) return 'lang.Integer';
  return BigInt.asIntN(64, whole) === whole ? 'lang.Long' : 'math.BigInteger';
}
