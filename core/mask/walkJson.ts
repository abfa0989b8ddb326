/** A walk through JSON text that knows at every value whether it is masked, and changes nothing else of the text. */
import { placeBelow, type Place } from './mask';

/** What takes the place of a piece of the text, as JSON; undefined leaves it as it is. */
export interface JsonVisitor {
  /** @param json the whole value, of whatever type */
  masked(json: string): string | undefined;
  /** @param json a text in its quotation marks, the name of a member included */
  text(json: string): string | undefined;
  number(json: string): string | undefined;
}

interface Holder {
  readonly place: Place;
  /** Of an object: the name of the member that comes; of a list: the index of the item. */
  at: string | number;
  readonly isObject: boolean;
  /** Of an object: its next text is a name. */
  expectsName: boolean;
}

/**
 * @param json valid JSON: what `JSON.parse` takes
 * @param root the place of the whole
 * @returns the text with what the visitor changed
 */
export function walkJson(json: string, root: Place, visitor: JsonVisitor): string {
  const holders: Holder[] = [];
  let result = '';
  let copied = 0;
  const replace = (start: number, end: number, by: string | undefined): void => {
    if (by === undefined) return;
    result += json.slice(copied, start) + by;
    copied = end;
  };
  for (let at = 0; at < json.length;) {
    const holder = holders[holders.length - 1];
    const character = json.charCodeAt(at);
    if (isBlank(character) || character === COLON) at++;
    else if (character === COMMA) {
      if (holder?.isObject) holder.expectsName = true;
      else if (holder) holder.at = (holder.at as number) + 1;
      at++;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
      holders.pop();
      at++;
    } else if (holder?.expectsName) {
      const end = endOfText(json, at);
      holder.at = JSON.parse(json.slice(at, end)) as string;
      holder.expectsName = false;
      replace(at, end, visitor.text(json.slice(at, end)));
      at = end;
    } else {
      const place = holder ? placeBelow(holder.place, holder.at) : root;
      const opens = character === OPEN_BRACE || character === OPEN_BRACKET;
      if (place === true) {
        const end = endOfValue(json, at);
        replace(at, end, visitor.masked(json.slice(at, end)));
        at = end;
      } else if (opens) {
        const isObject = character === OPEN_BRACE;
        holders.push({ place, isObject, at: isObject ? '' : 0, expectsName: isObject });
        at++;
      } else {
        const end = endOfValue(json, at);
        const piece = json.slice(at, end);
        if (character === QUOTE) replace(at, end, visitor.text(piece));
        else if (character === MINUS || isDigit(character)) replace(at, end, visitor.number(piece));
        at = end;
      }
    }
  }
  return copied === 0 ? json : result + json.slice(copied);
}

const [QUOTE, BACKSLASH, COMMA, COLON, MINUS] = [0x22, 0x5c, 0x2c, 0x3a, 0x2d];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];

function isBlank(character: number): boolean {
  return character === 0x20 || (character >= 0x09 && character <= 0x0d);
}

function isDigit(character: number): boolean {
  return character >= 0x30 && character <= 0x39;
}

/** Behind the closing quotation mark of the text that begins here. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** Behind the value that begins here. */
function endOfValue(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length;) {
    const character = json.charCodeAt(at);
    if (character === QUOTE) at = endOfText(json, at);
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      depth++;
      at++;
      continue;
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
      // Of a number or a word the end may be that of what holds it.
      if (depth === 0) return at;
      depth--;
      at++;
    } else if (depth === 0 && (character === COMMA || isBlank(character))) return at;
    else {
      at++;
      continue;
    }
    if (depth === 0) return at;
  }
  return json.length;
}
