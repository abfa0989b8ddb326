/**
 * How Java prints a JSON value that was read by json-smart: objects as `{a=1, b={c=2}}`, arrays as
 * JSON text. It shows in `States.Format` (recorded) and in Jayway's messages.
 */
import { isNumber, javaNumberClass } from '../jsonNumber';
import { isJsonObject, type Json } from '../json';
import { jsonText } from '../jsonText';

export function javaText(value: Json): string {
  if (typeof value === 'string') return value;
  if (!isJsonObject(value)) return jsonText(value);
  const members = Object.entries(value).map(([key, member]) => `${key}=${javaText(member)}`);
  return `{${members.join(', ')}}`;
}

/** The class name Jayway's messages give for a value that is no object. */
export function javaClassName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'net.minidev.json.JSONArray';
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  return isNumber(value) ? `java.${javaNumberClass(value)}` : 'java.util.LinkedHashMap';
}
