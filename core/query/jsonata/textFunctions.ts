/** The library's functions of texts that look for patterns or make long texts: others get their turn meanwhile. */
import type jsonata from 'jsonata';
import { andThen, isPromise, type MaybePromise } from '../outcome';
import { jsonataError, tooLarge } from './evaluationFault';
import { isFunctionValue } from './functionValue';
import { inParts } from './inParts';
import { runOf, type Implementation } from './jsonataRun';
import { MOST_BYTES } from './runawayGuard';
import { isLongList, listText, valueText } from './valueText';

/** What a regular expression finds, or an expression's own function that stands in its place. */
interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly string[];
  next(): unknown;
}
type Matcher = (text: string) => unknown;
type Replacement = string | ((match: Match) => unknown);

export const TEXT_FUNCTIONS: { readonly [name: string]: Implementation } = {
  string: [string, '<x-b?:s>'],
  length: [length, '<s-:n>'],
  substring: [substring, '<s-nn?:s>'],
  clone: [clone, '<(oa)-:o>'],
  pad: [pad, '<s-ns?:s>'],
  trim: [trim, '<s-:s>'],
  join: [join, '<a<s>s?:s>'],
  contains: [contains, '<s-(sf):b>'],
  match: [match, '<s-f<s:o>n?:a<o>>'],
  replace: [replace, '<s-(sf)(sf)n?:s>'],
  split: [split, '<s-(sf)n?:a<s>>'],
  base64decode: [base64decode, '<s-:s>'],
};

function string(this: jsonata.Focus, value: unknown, prettify?: boolean): MaybePromise<string | undefined> {
  if (value === undefined || typeof value === 'string') return value;
  if (isFunctionValue(value)) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) throw jsonataError('D3001', { value });
  const outer = value as { outerWrapper?: true; 0: unknown };
  const inner = Array.isArray(value) && outer.outerWrapper ? outer[0] : value;
  const spaced = (text: string) => (prettify ? JSON.stringify(JSON.parse(text), null, 2) : text);
  if (!isLongList(inner)) return spaced(valueText(inner));
  const { guard } = runOf(this.environment);
  return listText(inner, (items) => guard.workOnItems(items)).then(spaced);
}

/** Both sides of `&`. */
export function concatenated(this: jsonata.Focus, left: unknown, right: unknown): MaybePromise<string> {
  const [start, end] = [string.call(this, left), string.call(this, right)];
  if (!isPromise(start) && !isPromise(end)) return (start ?? '') + (end ?? '');
  return Promise.all([start, end]).then(([first, last]) => (first ?? '') + (last ?? ''));
}

const SURROGATE = /[\ud800-\udfff]/;

function length(this: jsonata.Focus, text: string | undefined): MaybePromise<number | undefined> {
  return text === undefined ? undefined : characterCount(this, text);
}

/** Of characters, not of the units of JavaScript's texts. A list of them takes long to make of a long text. */
function characterCount(focus: jsonata.Focus, text: string): MaybePromise<number> {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  return inParts(
    focus,
    text.length,
    beginningsIn(text, () => count++),
    () => count,
  );
}

/** Calls `begin` with the index of the unit at which each character begins. */
function beginningsIn(text: string, begin: (at: number) => void): (from: number, to: number) => void {
  let isInPair = false;
  return (from, to) => {
    for (let at = from; at < to; at++) {
      isInPair = !isInPair && at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
      if (!isInPair) begin(at);
    }
  };
}

/** In characters. */
function substring(
  this: jsonata.Focus,
  text: string | undefined,
  start: number,
  count?: number,
): MaybePromise<string | undefined> {
  if (text === undefined) return undefined;
  return andThen(characterCount(this, text), (whole) => cut(this, text, whole, start, count));
}

function cut(
  focus: jsonata.Focus,
  text: string,
  whole: number,
  start: number,
  count: number | undefined,
): MaybePromise<string> {
  const from = whole + start < 0 ? 0 : start;
  if (count !== undefined && count <= 0) return '';
  const to = count === undefined ? undefined : (from >= 0 ? from : whole + from) + count;
  if (whole === text.length) return text.slice(from, to);
  return charactersBetween(focus, text, indexIn(whole, from), indexIn(whole, to ?? whole));
}

/** As Array.prototype.slice reads what it is given. */
function indexIn(whole: number, index: number): number {
  const truncated = Math.trunc(index);
  return truncated < 0 ? Math.max(0, whole + truncated) : Math.min(whole, truncated);
}

function charactersBetween(focus: jsonata.Focus, text: string, from: number, to: number): MaybePromise<string> {
  if (to <= from) return '';
  let index = 0;
  let [start, end] = [0, text.length];
  const work = beginningsIn(text, (at) => {
    if (index === from) start = at;
    if (index === to) end = at;
    index++;
  });
  return inParts(focus, text.length, work, () => text.slice(start, end));
}

function clone(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(valueText(value)) as unknown);
}

/** The library's would make an array of any size. */
function pad(
  this: jsonata.Focus,
  text: string | undefined,
  width: number,
  filling?: string,
): MaybePromise<string | undefined> {
  if (text === undefined) return undefined;
  return andThen(characterCount(this, text), (whole) => padded(text, whole, width, filling));
}

function padded(text: string, whole: number, width: number, filling?: string): string {
  const missing = Math.floor(Math.abs(width)) - whole;
  if (missing > MOST_BYTES) throw tooLarge();
  if (!(missing > 0)) return text;
  const units = Array.from(filling === undefined || filling === '' ? ' ' : filling);
  const fillings = units.join('').repeat(Math.floor(missing / units.length));
  const padding = fillings + units.slice(0, missing % units.length).join('');
  return width > 0 ? text + padding : padding + text;
}

/** Blanks and breaks become one blank, and none at the ends. */
function trim(this: jsonata.Focus, text: string | undefined): MaybePromise<string | undefined> {
  if (text === undefined) return undefined;
  const pieces: string[] = [];
  let isAfterBlank = true;
  const work = (from: number, to: number): void => {
    const part = text.slice(from, to).replace(/[ \t\n\r]+/g, ' ');
    pieces.push(isAfterBlank && part.startsWith(' ') ? part.slice(1) : part);
    isAfterBlank = part.endsWith(' ');
  };
  return inParts(this, text.length, work, () => pieces.join('').replace(/ $/, ''));
}

function join(texts: readonly string[] | undefined, separator?: string): string | undefined {
  if (texts === undefined) return undefined;
  const between = separator ?? '';
  let length = between.length * Math.max(0, texts.length - 1);
  for (const text of texts) length += text.length;
  if (length > MOST_BYTES) throw tooLarge();
  return texts.join(between);
}

/** The matches one after the other, at most `limit`. */
async function* matchesOf(focus: jsonata.Focus, matcher: Matcher, text: string, limit = Infinity) {
  const { guard } = runOf(focus.environment);
  // `apply`: an expression's own function is no function of JavaScript, and has nothing else.
  let found = (await matcher.apply(focus, [text])) as Match | undefined;
  for (let count = 0; found !== undefined && count < limit; count++) {
    assertMatch(found);
    yield found;
    await guard.workOnItems(ITEMS_OF_A_MATCH);
    found = (await found.next.apply(focus, [])) as Match | undefined;
  }
}

/** A match costs about as much as a node. */
const ITEMS_OF_A_MATCH = 50;

/** Of texts, so many are found in some milliseconds. */
const MATCHES_AT_ONCE = 20_000;
const ITEMS_OF_MATCHES = MATCHES_AT_ONCE * 8;

/** As mild as the library. */
function assertMatch(found: Partial<Match>): void {
  if (!found) return;
  const { start, groups, next } = found;
  if (typeof start === 'number' || Array.isArray(groups) || isFunctionValue(next)) return;
  throw jsonataError('T1010');
}

async function contains(
  this: jsonata.Focus,
  text: string | undefined,
  pattern: string | Matcher,
): Promise<boolean | undefined> {
  if (text === undefined) return undefined;
  if (typeof pattern === 'string') return text.includes(pattern);
  for await (const found of matchesOf(this, pattern, text)) return found !== undefined;
  return false;
}

async function match(
  this: jsonata.Focus,
  text: string | undefined,
  matcher: Matcher,
  limit?: number,
): Promise<unknown[] | undefined> {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw jsonataError('D3040', { value: limit, index: 3 });
  const found: unknown[] = Object.assign([], { sequence: true });
  if (limit === 0) return found;
  for await (const { match: whole, start, groups } of matchesOf(this, matcher, text, limit)) {
    found.push({ match: whole, index: start, groups });
  }
  return found;
}

async function replace(
  this: jsonata.Focus,
  text: string | undefined,
  pattern: string | Matcher,
  replacement: Replacement,
  limit?: number,
): Promise<string | undefined> {
  if (text === undefined) return undefined;
  if (pattern === '') throw jsonataError('D3010', { value: pattern, index: 2 });
  if (limit !== undefined && limit < 0) throw jsonataError('D3011', { value: limit, index: 4 });
  if (limit === 0) return text;
  const pieces: string[] = [];
  let [length, position] = [0, 0];
  const add = (piece: string): void => {
    pieces.push(piece);
    if ((length += piece.length) > MOST_BYTES) throw tooLarge();
  };
  if (typeof pattern === 'string') {
    const { guard } = runOf(this.environment);
    // A function's text, where it is a function: as the library has it.
    const put = String(replacement as string);
    for (let count = 0, at = text.indexOf(pattern); at !== -1 && count < (limit ?? Infinity); count++) {
      add(text.slice(position, at));
      add(put);
      position = at + pattern.length;
      if (count % MATCHES_AT_ONCE === MATCHES_AT_ONCE - 1) await guard.workOnItems(ITEMS_OF_MATCHES);
      at = text.indexOf(pattern, position);
    }
  } else {
    for await (const found of matchesOf(this, pattern, text, limit)) {
      add(text.slice(position, found.start));
      const put: unknown =
        typeof replacement === 'string' ? filled(replacement, found) : await replacement.apply(this, [found]);
      if (typeof put !== 'string') throw jsonataError('D3012', { value: put });
      add(put);
      position = found.start + found.match.length;
    }
  }
  add(text.slice(position));
  return pieces.join('');
}

/** `$$` is a dollar, `$0` all of the match, `$N` its group: with as many digits as there are groups for. */
function filled(replacement: string, { match: whole, groups }: Match): string {
  const mostDigits = groups.length === 0 ? 1 : Math.floor(Math.log(groups.length) * Math.LOG10E) + 1;
  let text = '';
  let position = 0;
  for (let at = replacement.indexOf('$'); at !== -1 && position < replacement.length;) {
    text += replacement.slice(position, at);
    position = at + 1;
    const next = replacement[position];
    if (next === '$' || next === '0') {
      text += next === '$' ? '$' : whole;
      position++;
    } else {
      let group = parseInt(replacement.slice(position, position + mostDigits), 10);
      if (mostDigits > 1 && group > groups.length) {
        group = parseInt(replacement.slice(position, position + mostDigits - 1), 10);
      }
      if (Number.isNaN(group)) text += '$';
      else {
        text += groups[group - 1] ?? '';
        position += String(group).length;
      }
    }
    at = replacement.indexOf('$', position);
  }
  return text + replacement.slice(position);
}

async function split(
  this: jsonata.Focus,
  text: string | undefined,
  separator: string | Matcher,
  limit?: number,
): Promise<string[] | undefined> {
  if (text === undefined) return undefined;
  if (limit !== undefined && limit < 0) throw jsonataError('D3020', { value: limit, index: 3 });
  if (limit === 0) return [];
  if (typeof separator === 'string') return splitAt(this, text, separator, limit);
  const parts: string[] = [];
  let position = 0;
  for await (const found of matchesOf(this, separator, text, limit)) {
    parts.push(text.slice(position, found.start));
    position = found.end;
  }
  if (limit === undefined || parts.length < limit) parts.push(text.slice(position));
  return parts;
}

async function splitAt(focus: jsonata.Focus, text: string, separator: string, limit?: number): Promise<string[]> {
  if (text.length < MATCHES_AT_ONCE) return text.split(separator, limit);
  const { guard } = runOf(focus.environment);
  const parts: string[] = [];
  let position = 0;
  const isEach = separator === '';
  const most = limit === undefined ? Infinity : Math.trunc(limit);
  while (parts.length < most) {
    const at = isEach ? position + 1 : text.indexOf(separator, position);
    const isLast = isEach ? at >= text.length : at === -1;
    parts.push(text.slice(position, isLast ? undefined : at));
    if (isLast) break;
    position = at + separator.length;
    if (parts.length > MOST_PARTS) throw tooLarge();
    if (parts.length % MATCHES_AT_ONCE === 0) await guard.workOnItems(ITEMS_OF_MATCHES);
  }
  return parts;
}

/** Each is a text in a list, of two signs at least: more the guard would refuse. */
const MOST_PARTS = MOST_BYTES / 2;

/** Java's decoder: anything else within the text is an internal error (measured). */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function base64decode(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!BASE64.test(text)) throw new Error('not Base64');
  return atob(text);
}
