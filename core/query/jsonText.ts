/** How Step Functions writes a JSON value as text: compact, keys in their order, numbers as Java prints them. */
import type { Json } from '../json';

/** 2^63: whole numbers below fit Java's long and are printed in full, others like `9.3E18` (measured). */
const BEYOND_LONG = 2 ** 63;
/** Cheap to test: only such texts can hold a number that Java prints otherwise. */
const NINETEEN_DIGITS = /\d{19}/;

function mayHoldHugeNumber(text: string): boolean {
  return (text.length > 18 && NINETEEN_DIGITS.test(text)) || text.includes('e+');
}

/** The compact JSON text of a value, as it stands in outputs, `States.JsonToString` and echoed inputs. */
export function jsonText(value: Json): string {
  const text = JSON.stringify(value);
  return mayHoldHugeNumber(text) ? javaNumbersText(value) : text;
}

function javaNumbersText(value: Json): string {
  if (typeof value === 'number' && Math.abs(value) >= BEYOND_LONG) return javaDoubleText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(javaNumbersText).join(',')}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${javaNumbersText(member)}`);
  return `{${members.join(',')}}`;
}

/** `Double.toString` of a large number. */
function javaDoubleText(value: number): string {
  const [digits, exponent] = value.toExponential().split('e+');
  return `${digits!.includes('.') ? digits : `${digits}.0`}E${exponent}`;
}
