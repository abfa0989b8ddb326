/**
 * The comparison operators of JSONPath Choice rules. A value of another type than the operator's compares
 * as false, never as an error (measured).
 */
import { compareNumbers, isNumber, type JsonNumber } from '../../jsonNumber';
import type { Json } from '../../json';
import { parseTimestamp, sortableTimestamp } from '../../timestamp';
import { matchesWildcard } from './wildcard';

export type Comparison = (value: Json, operand: Json) => boolean;

const ORDERS: Record<string, (sign: number) => boolean> = {
  Equals: (sign) => sign === 0,
  LessThan: (sign) => sign < 0,
  GreaterThan: (sign) => sign > 0,
  LessThanEquals: (sign) => sign <= 0,
  GreaterThanEquals: (sign) => sign >= 0,
};

/** Turns a value into what is compared; undefined where it is of another type. */
const KINDS: Record<string, (value: Json) => string | JsonNumber | undefined> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (isNumber(value) ? value : undefined),
  Timestamp: (value) => (typeof value === 'string' ? sortableTimestamp(value) : undefined),
};

/** Operators with a literal operand; each but StringMatches has a twin ending in `Path`. */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ...Object.entries(KINDS).flatMap(([kind, read]) =>
    Object.entries(ORDERS).map(([order, holds]): [string, Comparison] => [
      kind + order,
      (value, operand) => {
        const left = read(value);
        const right = read(operand);
        if (left === undefined || right === undefined) return false;
        return holds(
          isNumber(left) && isNumber(right) ? compareNumbers(left, right) : left < right ? -1 : left > right ? 1 : 0,
        );
      },
    ]),
  ),
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
  [
    'StringMatches',
    (value, operand) => typeof value === 'string' && typeof operand === 'string' && matchesWildcard(value, operand),
  ],
]);

/** Operators that ask what a value is. IsPresent is not among them: it asks for the path. */
export const TYPE_TESTS: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ['IsNull', (value: Json) => value === null],
  ['IsNumeric', (value: Json) => isNumber(value)],
  ['IsString', (value: Json) => typeof value === 'string'],
  ['IsBoolean', (value: Json) => typeof value === 'boolean'],
  ['IsTimestamp', (value: Json) => typeof value === 'string' && parseTimestamp(value) !== undefined],
]);
