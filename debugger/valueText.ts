/** How a value reads in one line: what it is, and enough of it to know it again. */
import { isNumber } from '../core/jsonNumber';
import { isJsonObject, type Json } from '../core/json';
import { jsonText } from '../core/jsonText';

/** Characters of a preview. */
const SHORT = 120;
/** Characters of a text within a preview. */
const SHORT_MEMBER = 50;
/** Characters of a text: an editor shows it in a line. */
const LONGEST = 100_000;

/** `{id: 7, items: Array(3)}`, `(3) [1, 2, {…}]`, `"a text"`. */
export function previewOf(value: Json): string {
  if (typeof value === 'string') return quoted(value, LONGEST);
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `(${value.length}) [${listed(value, (member) => nested(member))}]`;
  }
  if (!isJsonObject(value)) return jsonText(value);
  return `{${listed(Object.entries(value), ([key, member]) => `${keyText(key)}: ${nested(member)}`)}}`;
}

export function typeName(value: Json): string {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** As many as fit, and a sign of the others. */
function listed<Member>(members: readonly Member[], text: (member: Member) => string): string {
  const shown: string[] = [];
  let length = 0;
  for (const member of members) {
    const next = text(member);
    length += next.length + 2;
    if (length > SHORT) return [...shown, '…'].join(', ');
    shown.push(next);
  }
  return shown.join(', ');
}

function nested(value: Json): string {
  if (typeof value === 'string') return quoted(value, SHORT_MEMBER);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `Array(${value.length})`;
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? '{}' : '{…}';
  return jsonText(value);
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, SHORT_MEMBER);
}

function quoted(text: string, most: number): string {
  return JSON.stringify(text.length > most ? `${text.slice(0, most)}…` : text);
}
