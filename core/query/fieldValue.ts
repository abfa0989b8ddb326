/**
 * What the fields that hold one value take, where an expression gives it: a run asks, and the checker of what is constant. Source:
 * recordings; the words for fields without one are those of their siblings.
 */
import type { Json } from '../json';
import { doubleOf, isNumber, type JsonNumber } from '../jsonNumber';
import { jsonText } from '../jsonText';
import { parseTimestamp } from '../timestamp';
import { jsonataSource } from './jsonata/jsonataTemplate';

export type FieldType = 'number' | 'string' | 'boolean' | 'array' | 'object';

interface OneValue {
  readonly type: FieldType;
  /** What AWS says of a value of that type that the field does not take. */
  readonly fault?: (name: string, value: Json) => string | undefined;
}

const SECONDS: OneValue = {
  type: 'number',
  fault: (name, value) =>
    isWhole(value)
      ? refusedSeconds(name, doubleOf(value))
      : `The ${name} field cannot be parsed as an integer: ${jsonText(value)}`,
};
const COUNT: OneValue = {
  type: 'number',
  fault: (name, value) =>
    isWhole(value)
      ? refusedCount(name, doubleOf(value))
      : `The ${name} field refers to value "${jsonText(value)}" which is not a valid integer`,
};

const FIELDS: { readonly [name: string]: OneValue } = {
  TimeoutSeconds: SECONDS,
  HeartbeatSeconds: SECONDS,
  Seconds: {
    type: 'number',
    fault: (name, value) => {
      if (!isWhole(value)) return `The ${name} field cannot be parsed as a long value: ${jsonText(value)}`;
      return doubleOf(value) < 0
        ? `The ${name} field references a negative value: ${jsonText(value)}`
        : tooLongWait(doubleOf(value));
    },
  },
  Timestamp: {
    type: 'string',
    fault: (name, value) =>
      parseTimestamp(value as string) === undefined
        ? `The ${name} field cannot be parsed as an ${TIMESTAMP_FORM}: ${value as string}`
        : undefined,
  },
  MaxConcurrency: COUNT,
  ToleratedFailureCount: COUNT,
  ToleratedFailurePercentage: {
    type: 'number',
    fault: (name, value) => refusedCount(name, doubleOf(value as number)),
  },
  MaxItems: COUNT,
  MaxItemsPerBatch: COUNT,
  MaxInputBytesPerBatch: COUNT,
  Condition: { type: 'boolean' },
  Error: { type: 'string' },
  Cause: { type: 'string' },
  Items: { type: 'array' },
};

export const TIMESTAMP_FORM = 'ISO-8601 extended offset date-time format string';

/** Undefined for a field that takes any value, and for one that has parts. */
export function typeOfField(name: string): FieldType | undefined {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name]!.type : undefined;
}

/** What AWS says of a value of the field's type; undefined where the field takes it. */
export function fieldFault(name: string, value: Json): string | undefined {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name]!.fault?.(name, value) : undefined;
}

function isWhole(value: Json): value is JsonNumber {
  return isNumber(value) && Number.isInteger(doubleOf(value));
}

/** Of TimeoutSeconds and HeartbeatSeconds (recorded). */
const LONGEST_SECONDS = 99_999_999;

export function refusedSeconds(name: string, seconds: number): string | undefined {
  if (seconds >= 0 && seconds <= LONGEST_SECONDS) return undefined;
  return `${name} must be between 0 and ${LONGEST_SECONDS} but was: ${seconds}`;
}

/** Longer waits fail at once (measured): 2^31 seconds, rounded down to days. */
const LONGEST_WAIT_SECONDS = 24_855 * 86_400;

export function tooLongWait(seconds: number): string | undefined {
  return seconds > LONGEST_WAIT_SECONDS ? 'Wait state delay is too long.' : undefined;
}

/** What is said of a count of a Map, wherever it came from. */
export function refusedCount(name: string, count: number): string | undefined {
  if (name === 'ToleratedFailurePercentage') {
    return count >= 0 && count <= 100 ? undefined : `${name} must be between 0 and 100.`;
  }
  if (count >= 0) return undefined;
  return NOT_NEGATIVE.includes(name) ? `${name} cannot be negative.` : `field ${name} must be positive`;
}

const NOT_NEGATIVE = ['MaxConcurrency', 'ToleratedFailureCount'];

/** `template` is the field as written, `{% … %}` included. */
export function unexpectedType(template: string, field: string, expected: FieldType, value: Json): string {
  const source = jsonataSource(template)?.source.trim() ?? template;
  return `The JSONata expression '${source}' specified for the field '${field}' ${ofWrongType(expected, typeName(value))}${forValue(jsonText(value))}`;
}

/** What stands behind the name of the field. */
export function ofWrongType(expected: FieldType, actual: string): string {
  return `returned an unexpected result type. Expected '${expected}', but was '${actual}'`;
}

export function forValue(text: string): string {
  return ` for value: ${text}`;
}

export function typeName(value: Json): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}
