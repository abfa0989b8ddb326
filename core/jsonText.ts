/** JSON texts of users' data: read and written so that numbers stay as they are. */
import { isContainer, isJsonObject, type Json, type JsonObject } from './json';
import { compareNumbers, doubleOf, exactNumbersWritten, isNumber, numberText, readNumber } from './jsonNumber';
import { shortText } from './shortText';

/**
 * Sixteen digits may be beyond a double, nineteen characters are more than a double needs; then decimals that are whole,
 * and powers of ten. A text inside the JSON may look like such a number, too: it is then read with more care than it needs.
 */
const EXACT_NUMBER = /(?:^|[:,[\s])-?(?:\d{16}|[\d.]{19}|\d+(?:\.0+|(?:\.\d+)?[eE][-+]?\d+)(?=[,\]}\s]|$))/;

/**
 * The value of a JSON text, its numbers exact.
 * @throws SyntaxError as JSON.parse does
 */
export function jsonValue(text: string): Json {
  const value = JSON.parse(text) as Json;
  return EXACT_NUMBER.test(text) ? exactly(text, value) : value;
}

/** As {@link jsonValue}; undefined of what is no JSON, such as a history's text that was cut or masked. */
export function parsedJson(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    return jsonValue(text);
  } catch {
    return undefined;
  }
}

/** @param plain the same with JavaScript's numbers, for a text nested so deeply that nobody can write its value again */
function exactly(text: string, plain: Json): Json {
  try {
    return new Reader(text).value();
  } catch (error) {
    if (error instanceof RangeError) return plain;
    throw error;
  }
}

/** Whether numbers of a JSON text have more digits than JavaScript's own numbers keep. */
export function losesDigits(text: string): boolean {
  return EXACT_NUMBER.test(text) && holdsLong(jsonValue(text));
}

function holdsLong(value: Json): boolean {
  if (isNumber(value)) return compareNumbers(value, doubleOf(value)) !== 0;
  return isContainer(value) && Object.values(value).some(holdsLong);
}

/** Reads a text that is known to be JSON. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): Json {
    this.skipBlanks();
    switch (this.text[this.at]) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case '"':
        return this.string();
      case 't':
        this.at += 4;
        return true;
      case 'f':
        this.at += 5;
        return false;
      case 'n':
        this.at += 4;
        return null;
      default:
        return this.number();
    }
  }

  private object(): JsonObject {
    const object: JsonObject = {};
    this.at++;
    for (this.skipBlanks(); this.text[this.at] !== '}'; this.skipBlanks()) {
      if (this.text[this.at] === ',') this.at++;
      this.skipBlanks();
      const key = this.string();
      this.skipBlanks();
      this.at++;
      const value = this.value();
      if (key === '__proto__') {
        Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      } else object[key] = value;
    }
    this.at++;
    return object;
  }

  private array(): Json[] {
    const array: Json[] = [];
    this.at++;
    for (this.skipBlanks(); this.text[this.at] !== ']'; this.skipBlanks()) {
      if (this.text[this.at] === ',') this.at++;
      array.push(this.value());
    }
    this.at++;
    return array;
  }

  private string(): string {
    const start = this.at;
    let end = this.text.indexOf('"', start + 1);
    while (this.isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.at = end + 1;
    const inside = this.text.slice(start + 1, end);
    return inside.includes('\\') ? (JSON.parse(this.text.slice(start, end + 1)) as string) : inside;
  }

  private isEscaped(at: number): boolean {
    let from = at;
    while (this.text[from - 1] === '\\') from--;
    return (at - from) % 2 === 1;
  }

  private number(): Json {
    NUMBER.lastIndex = this.at;
    const [text] = NUMBER.exec(this.text)!;
    this.at += text.length;
    return readNumber(text);
  }

  private skipBlanks(): void {
    while (this.text.charCodeAt(this.at) <= 32) this.at++;
  }
}

const NUMBER = /[-+.\deE]+/y;

/** Cheap to test: only such texts can hold a plain number that Java prints otherwise. */
const SEVENTEEN_DIGITS = /\d{17}/;
/** Fractions below a thousandth and from ten millions on, and powers of ten. */
const SMALL_OR_LARGE = /(?:^|[:,[\s])-?(?:0\.000|\d{8,}\.|\d+(?:\.\d+)?e)/;

function mayBeUnlikeJava(text: string): boolean {
  if (mayHoldSeventeenDigits(text) && SEVENTEEN_DIGITS.test(text)) return true;
  return (holds(text, '.') || holds(text, '-') || holds(text, '+')) && SMALL_OR_LARGE.test(text);
}

/** indexOf of one character is several times as fast as includes. */
function holds(text: string, character: string): boolean {
  return text.indexOf(character) >= 0;
}

/** Of seventeen characters in a row one stands at such a place: most texts are done with after a glance. */
function mayHoldSeventeenDigits(text: string): boolean {
  for (let index = 16; index < text.length; index += 17) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}

/**
 * The JSON text of a value as Step Functions writes it, in outputs, `States.JsonToString` and echoed inputs: compact,
 * keys in their order, numbers as Java prints them.
 */
export function jsonText(value: Json | object): string {
  return shortText(value) ?? writtenText(value, 0);
}

/** The same over several lines, for people. */
export function prettyJsonText(value: Json | object): string {
  return writtenText(value, 2);
}

function writtenText(value: Json | object, indent: number): string {
  const before = exactNumbersWritten();
  const text = JSON.stringify(value, null, indent);
  return exactNumbersWritten() > before || mayBeUnlikeJava(text) ? exactText(value as Json, indent, '\n') : text;
}

function exactText(value: Json, indent: number, lineBreak: string): string {
  if (isNumber(value)) return numberText(value);
  const isArray = Array.isArray(value);
  if (!isArray && !isJsonObject(value)) return JSON.stringify(value);
  const [open, close] = isArray ? '[]' : '{}';
  const inner = indent > 0 ? lineBreak + ' '.repeat(indent) : '';
  const textOf = (member: Json) => exactText(member, indent, inner);
  const colon = indent > 0 ? ': ' : ':';
  const parts = isArray
    ? value.map(textOf)
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => JSON.stringify(key) + colon + textOf(member));
  return parts.length === 0
    ? `${open}${close}`
    : `${open}${inner}${parts.join(`,${inner}`)}${indent > 0 ? lineBreak : ''}${close}`;
}
