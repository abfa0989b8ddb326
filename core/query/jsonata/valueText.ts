/** What `$string` makes of values: the library's text, without a function call for each member. */
import { isFunctionValue } from './functionValue';
import { jsonataError } from './evaluationFault';

/** JSON, numbers with 15 digits, functions as empty texts. Throws D1001 for a number outside JSON. */
export function valueText(value: unknown): string {
  return memberText(value) ?? 'null';
}

/** So many items are some milliseconds of work. */
const ITEMS_AT_ONCE = 10_000;

/** The same of a list, of any length: `turn` is called now and then, with how many items were looked at. */
export async function listText(list: readonly unknown[], turn: (items: number) => Promise<void> | undefined) {
  const pieces: string[] = [];
  for (let start = 0; start < list.length; start += ITEMS_AT_ONCE) {
    pieces.push(valueText(list.slice(start, start + ITEMS_AT_ONCE)).slice(1, -1));
    await turn(ITEMS_AT_ONCE * 5);
  }
  return `[${pieces.join(',')}]`;
}

export function isLongList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > ITEMS_AT_ONCE;
}

/** Undefined for what no object has as a member. */
function memberText(value: unknown): string | undefined {
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (isFunctionValue(value)) return '""';
  if (Array.isArray(value)) {
    // One text that grows: of a long list it is several times faster than a list of texts.
    let text = '';
    for (const item of value) text += `${text === '' ? '' : ','}${memberText(item) ?? 'null'}`;
    return `[${text}]`;
  }
  if (typeof value !== 'object') return undefined;
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const text = memberText(member);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

/** Above, a number has more than 15 digits. */
const EXACT_BELOW = 1e15;

export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < EXACT_BELOW) return String(value + 0);
  if (!Number.isFinite(value)) throw jsonataError('D1001', { value });
  return JSON.stringify(Number(value.toPrecision(15)));
}
