/** What AWS says of an expression that gives a value of the wrong type. */
import type { Json } from '../json';
import { isNumber } from '../jsonNumber';
import { jsonText } from '../jsonText';
import { jsonataSource } from '../query';

/** `template` is the field as written, `{% … %}` included. */
export function unexpectedType(template: string, field: string, expected: string, value: Json): string {
  const source = jsonataSource(template)?.source.trim() ?? template;
  return `The JSONata expression '${source}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${typeName(value)}' for value: ${jsonText(value)}`;
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}
