/**
 * How Step Functions writes a JSON value as text: compact, keys in their order, numbers as Java prints them. A number's
 * own spelling (`1.0`) and the digits of a whole number beyond 2^53 are lost once a state has transformed the data: to
 * keep them every number would have to be an object.
 */
import type { Json } from '../json';

/** 2^63: whole numbers below fit Java's long and are printed in full, others like `9.3E18` (measured). */
const BEYOND_LONG = 2 ** 63;
/** Cheap to test: only such texts can hold a number that Java prints otherwise. */
const NINETEEN_DIGITS = /\d{19}/;
/** Fractions below a thousandth and from ten millions on. */
const SMALL_OR_LARGE_FRACTION = /(?:^|[[:,])-?(?:0\.000|\d{8,}\.)|\de-\d/;

function mayBeUnlikeJava(text: string): boolean {
  if (text.includes('e+') || (mayHoldNineteenDigits(text) && NINETEEN_DIGITS.test(text))) return true;
  return (text.includes('.') || text.includes('e-')) && SMALL_OR_LARGE_FRACTION.test(text);
}

/** Of nineteen characters in a row one stands at such a place: most texts are done with after a glance. */
function mayHoldNineteenDigits(text: string): boolean {
  for (let index = 18; index < text.length; index += 19) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}

/** The compact JSON text of a value, as it stands in outputs, `States.JsonToString` and echoed inputs. */
export function jsonText(value: Json): string {
  const text = JSON.stringify(value);
  return mayBeUnlikeJava(text) ? javaNumbersText(value) : text;
}

function javaNumbersText(value: Json): string {
  if (typeof value === 'number') return javaNumberText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(javaNumbersText).join(',')}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${javaNumbersText(member)}`);
  return `{${members.join(',')}}`;
}

/** `Long.toString` of what fits a long, `Double.toString` of all else: from 10^-3 up to 10^7 in decimals. */
function javaNumberText(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) ? size < BEYOND_LONG : size >= 1e-3 && size < 1e7) return JSON.stringify(value);
  const [digits, exponent] = value.toExponential().split('e');
  return `${digits!.includes('.') ? digits : `${digits}.0`}E${exponent!.replace('+', '')}`;
}
