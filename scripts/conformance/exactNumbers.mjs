// JSON whose numbers keep their spelling: JavaScript's own reader makes 10 of 10.0, and loses digits of long ones.

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
const SPELT = '\u0000number';

/** Each number is `{[SPELT]: text}`. Throws what `JSON.parse` throws. */
export function parseExact(text) {
  JSON.parse(text);
  const spelt = text.replace(TOKEN, (token) => (token.startsWith('"') ? token : JSON.stringify({ [SPELT]: token })));
  return JSON.parse(spelt);
}

/** The text of what {@link parseExact} gave. */
export function printExact(value) {
  const number = spelling(value);
  if (number !== undefined) return number;
  if (Array.isArray(value)) return `[${value.map(printExact).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${printExact(member)}`);
  return `{${members.join(',')}}`;
}

/** What `JSON.parse` would have given. */
export function asJson(value) {
  return JSON.parse(printExact(value));
}

/** Whether two texts hold the same value: an integer is never a fraction, and members have no order. Texts that are no JSON are themselves. */
export function sameJson(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(text) {
  try {
    return JSON.stringify(ordered(parseExact(text)));
  } catch {
    return text;
  }
}

function ordered(value) {
  const number = spelling(value);
  if (number !== undefined) return { [SPELT]: /[.eE]/.test(number) ? `double ${Number(number)}` : number };
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  // A list of pairs: an object would bring number-like keys to the front, and lose `__proto__`.
  return { members: keys.map((key) => [key, ordered(value[key])]) };
}

function spelling(value) {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, SPELT) ? value[SPELT] : undefined;
}
