/**
 * JSON texts of small values, put together here: JSON.stringify takes longer to begin than they take, and what is written
 * by it must be searched for numbers that Java prints otherwise. Most of what goes between states is small.
 */

/** Members and items of a value, before it counts as large. */
const MOST_MEMBERS = 12;
/** Characters of a name or text in it. */
const LONGEST = 40;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

let left = 0;

/**
 * The text as `jsonText` writes it; undefined of a value that is not small, or holds more than names, texts and whole
 * numbers that stand in JSON as they are.
 */
export function shortText(value: unknown): string | undefined {
  left = MOST_MEMBERS;
  return textOf(value);
}

function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return isShortPlain(value) ? `"${value}"` : undefined;
    case 'number':
      return value === (value | 0) ? `${value}` : undefined;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayText(value) : objectText(value);
  }
  return undefined;
}

function objectText(object: object): string | undefined {
  // An exact number, or what is written by a method of its own. (The prototype itself takes a call into the engine.)
  if (object.constructor !== Object) return undefined;
  let text = '';
  for (const key in object) {
    const name = nameText(key);
    if (name === '' || --left < 0) return undefined;
    const member = textOf((object as { [key: string]: unknown })[key]);
    if (member === undefined) return undefined;
    text = text === '' ? `{${name}${member}` : `${text},${name}${member}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function arrayText(array: readonly unknown[]): string | undefined {
  if (array.length > left) return undefined;
  left -= array.length;
  let text = '';
  for (const item of array) {
    const itemText = textOf(item);
    if (itemText === undefined) return undefined;
    text = text === '' ? `[${itemText}` : `${text},${itemText}`;
  }
  return text === '' ? '[]' : `${text}]`;
}

/** What services answer has the same names each time: `"name":`, empty where the name needs more care. */
const names = new Map<string, string>();
const MOST_NAMES = 500;

function nameText(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (name.length > LONGEST) return '';
  if (names.size >= MOST_NAMES) names.clear();
  const text = isPlain(name) ? `"${name}":` : '';
  names.set(name, text);
  return text;
}

function isShortPlain(text: string): boolean {
  return text.length <= LONGEST && isPlain(text);
}

/** Whether JSON has a text as it is: printed ASCII, nothing in it escaped. */
export function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e || unit === QUOTE || unit === BACKSLASH) return false;
  }
  return true;
}
