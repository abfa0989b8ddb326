/**
 * What code reads of a value, through the names that it gives to parts of it, its loops and its parsing of JSON texts: of a
 * handler's event, and of what services answer. A scanner, not a parser: what it does not see is not in what it tells.
 */
import { headOf, placeOfHandler } from './eventUse';
import { languageOfFile } from './index';
import { closing, outerNames, pathFrom, piecesOf, type Piece } from './pieces';

/** What is read of a value, part by part. */
export interface DataReads {
  /** Of an object. */
  readonly members: ReadonlyMap<string, DataReads>;
  /** Of each in a list. */
  readonly item?: DataReads;
  /** How many of a list are read by their place. */
  readonly least?: number;
  readonly kind?: 'number' | 'list' | 'object';
  /** Of a text: what is read of the JSON in it. */
  readonly json?: DataReads;
}

interface Reads extends DataReads {
  readonly members: Map<string, Reads>;
  item?: Reads;
  least?: number;
  kind?: DataReads['kind'];
  json?: Reads;
}

/** @param exportName as the runtime finds it; undefined: the handler is not found, or uses nothing */
export function readsOfEvent(file: string, text: string, exportName: string): DataReads | undefined {
  const language = languageOfFile(file);
  if (language === undefined) return undefined;
  const pieces = piecesOf(text, language);
  const at = placeOfHandler(pieces, exportName.split('.').at(-1)!);
  if (at < 0) return undefined;
  const { event, members } = headOf(pieces, at);
  const reads = emptyReads();
  const walk = new ReadsOfCode(pieces);
  if (event !== undefined) walk.follow(event, reads, bodyAfter(pieces, at));
  for (const name of members) walk.follow(name, member(reads, name), bodyAfter(pieces, at));
  return isNothing(reads) ? undefined : reads;
}

/** What is read of a member wherever the code has it: `Item`, as `response["Item"]`, `result.Item` or `{ Item }`. */
export function readsOfMember(file: string, text: string, name: string): DataReads | undefined {
  const language = languageOfFile(file);
  if (language === undefined) return undefined;
  const pieces = piecesOf(text, language);
  const reads = emptyReads();
  const walk = new ReadsOfCode(pieces);
  let isRead = false;
  pieces.forEach(({ kind, text: word }, index) => {
    const before = pieces[index - 1]?.text;
    const after = pieces[index + 1]?.text;
    const isDotted = kind === 'name' && word === name && /^\??\.$/.test(before ?? '');
    const isQuoted = kind === 'string' && word.slice(1, -1) === name;
    if (isDotted) walk.use(reads, index + 1, index);
    else if (isQuoted && before === '[' && after === ']') walk.use(reads, index + 2, index);
    else if (isQuoted && before === '(' && pieces[index - 2]?.text === 'get')
      walk.use(reads, closing(pieces, index), index - 2);
    else if (kind === 'name' && word === name && isDestructured(pieces, index)) walk.follow(name, reads, index + 1);
    else return;
    isRead = true;
  });
  return isRead ? reads : undefined;
}

/** A name inside the braces before `=`. */
function isDestructured(pieces: readonly Piece[], index: number): boolean {
  if (!/^[{,]$/.test(pieces[index - 1]?.text ?? '') || !/^[,}=]$/.test(pieces[index + 1]?.text ?? '')) return false;
  const end = pieces.findIndex(({ text }, at) => at > index && text === '}');
  return end > 0 && pieces[end + 1]?.text === '=';
}

/** Behind the parameters, where the body begins. */
function bodyAfter(pieces: readonly Piece[], at: number): number {
  const open = pieces.findIndex(({ text }, index) => index > at && text === '(');
  return open < 0 ? at + 1 : closing(pieces, open + 1);
}

const OF_LISTS = new Set(
  'map forEach filter reduce some every find findIndex flatMap join push sort append extend at'.split(' '),
);
const OF_OBJECTS = new Set(['items', 'keys']);
const OF_NUMBERS = new Set(['*', '/', '%', '-', '<', '>', '<=', '>=', '**', '//']);
const TO_NUMBER = new Set(['int', 'float', 'Number', 'parseInt', 'parseFloat', 'Decimal', 'round', 'range']);
const SAME_TEXT = new Set(['read', 'decode', 'toString', 'transformToString', 'text', 'strip', 'trim', 'promise']);
const SAME_VALUE = new Set(['unmarshall', 'deserialize', 'dict', 'str', 'String', 'deepcopy', 'copy']);
/** Before a bracket they call nothing. */
const WORDS = /^(return|if|elif|while|in|of|and|or|not|await|else|yield|const|let|var)$/;
const FROM_JSON = new Set(['loads', 'parse']);
/** Followed so often a name means nothing new any more. */
const MOST_NAMES = 200;

class ReadsOfCode {
  private names = 0;

  constructor(private readonly pieces: readonly Piece[]) {}

  /** All that is read of a name from a place on, until it is given to something else. */
  follow(name: string, reads: Reads, from: number): void {
    if (++this.names > MOST_NAMES) return;
    const { pieces } = this;
    for (let at = from; at < pieces.length; at++) {
      const { kind, text } = pieces[at]!;
      if (kind !== 'name' || text !== name || /^\??\.$/.test(pieces[at - 1]?.text ?? '')) continue;
      const next = pieces[at + 1]?.text;
      // A member of the same name, or a parameter of another function.
      if (next === ':' && /^[{,]$/.test(pieces[at - 1]?.text ?? '')) continue;
      if (next === '=' && pieces[at + 2]?.text !== '=') return;
      this.use(reads, at + 1, at);
    }
  }

  /** What stands behind a value and before it. @param end behind the value @param begin its first piece */
  use(root: Reads, end: number, begin: number): void {
    const { pieces } = this;
    const { path, end: after } = pathFrom(pieces, end);
    const behind = this.sameText(after);
    const reads = path.reduce<Reads>(
      (inner, step) => (typeof step === 'number' ? place(inner, step) : member(inner, step)),
      root,
    );
    const next = pieces[behind]?.text ?? '';
    const method = /^\??\.$/.test(next) ? pieces[behind + 1]?.text : undefined;
    if (method !== undefined && pieces[behind + 2]?.text === '(') {
      if (OF_LISTS.has(method)) this.inCallback(list(reads), behind + 3, method === 'reduce' ? 1 : 0);
      if (OF_OBJECTS.has(method)) reads.kind ??= 'object';
      return;
    }
    if (OF_NUMBERS.has(next) && pieces[behind + 1]?.text !== '>') reads.kind ??= 'number';
    this.before(reads, this.beginOf(begin), behind);
  }

  /** Behind calls that leave what a value says: `.read().decode("utf-8")`. */
  private sameText(at: number): number {
    const { pieces } = this;
    const isCall = /^\??\.$/.test(pieces[at]?.text ?? '') && pieces[at + 2]?.text === '(';
    return isCall && SAME_TEXT.has(pieces[at + 1]!.text) ? this.sameText(closing(pieces, at + 3)) : at;
  }

  /** `response.body` begins with `response`. */
  private beginOf(at: number): number {
    const { pieces } = this;
    let begin = at;
    while (begin > 1 && (/^\??\.$/.test(pieces[begin - 1]!.text) || pieces[begin - 1]!.text === '[')) {
      begin -= 2;
      while (begin > 0 && /^[)\]]$/.test(pieces[begin]!.text)) {
        const open = this.opening(begin);
        const { kind, text } = pieces[open - 1] ?? { kind: 'mark', text: '' };
        if ((kind !== 'name' || WORDS.test(text)) && !/^[)\]]$/.test(text)) return open;
        begin = open - 1;
      }
    }
    return begin;
  }

  private opening(close: number): number {
    let depth = 0;
    for (let at = close; at >= 0; at--) {
      if (/^[)\]}]$/.test(this.pieces[at]!.text)) depth++;
      if (/^[([{]$/.test(this.pieces[at]!.text) && --depth === 0) return at;
    }
    return 0;
  }

  /** What a value is put into: a call that reads it, a loop, a name. */
  private before(value: Reads, begin: number, end: number): void {
    const { pieces } = this;
    let reads = value;
    let at = begin - 1;
    let behind = end;
    for (; pieces[at]?.text === '(' || pieces[at]?.text === 'await'; at--) {
      if (pieces[at]!.text === 'await') continue;
      const called = pieces[at - 1]?.text ?? '';
      behind = closing(pieces, at + 1);
      if (FROM_JSON.has(called)) reads = reads.json ??= emptyReads();
      else if (TO_NUMBER.has(called)) {
        // What is done with the number says nothing more: `for i in range(n)`.
        reads.kind ??= 'number';
        return;
      } else if (/^(list|sorted|enumerate|sum)$/.test(called)) list(reads);
      else if (SAME_VALUE.has(called)) behind = this.sameText(behind);
      else if (/^[\p{L}_$][\w$]*$/u.test(called) && !WORDS.test(called)) return;
      else continue;
      at--;
      while (/^\??\.$/.test(pieces[at - 1]?.text ?? '')) at -= 2;
    }
    if (behind !== end && /^(\??\.|\[)$/.test(pieces[behind]?.text ?? '')) return this.use(reads, behind, at + 1);
    const word = pieces[at]?.text;
    if (word === 'of' || word === 'in') return this.inLoop(reads, at, word);
    if (OF_NUMBERS.has(word ?? '') && pieces[at - 1]?.text !== '=') reads.kind ??= 'number';
    if (word !== '=' || /^[.([]$/.test(pieces[behind]?.text ?? '')) return;
    const target = pieces[at - 1];
    if (target?.text === '}') this.destructured(reads, at - 1, behind);
    else if (target?.kind === 'name' && !/^\??\.$/.test(pieces[at - 2]?.text ?? ''))
      this.follow(target.text, reads, behind);
  }

  /** `for (const x of …)`, `for x in …`, `[f(x) for x in …]`. */
  private inLoop(reads: Reads, at: number, word: string): void {
    const { pieces } = this;
    const name = pieces[at - 1];
    const start = name?.text === '}' ? this.opening(at - 1) : at - 1;
    const words = pieces.slice(Math.max(0, start - 5), start).map(({ text }) => text);
    const isLoop = words.includes('for');
    const isJavaScript = words.some((each) => /^(const|let|var)$/.test(each));
    if (!isLoop) return;
    if (word === 'in' && isJavaScript) {
      reads.kind ??= 'object';
      return;
    }
    const item = list(reads);
    if (name?.text === '}') this.destructured(item, at - 1, at);
    // Of a comprehension, what is done with it stands before.
    else if (name?.kind === 'name') this.follow(name.text, item, isJavaScript ? at : this.comprehension(at));
  }

  private comprehension(at: number): number {
    let depth = 0;
    for (let index = at; index > Math.max(0, at - 60); index--) {
      const { text } = this.pieces[index]!;
      if (/^[)\]}]$/.test(text)) depth++;
      if (/^[([{]$/.test(text) && --depth < 0) return index + 1;
      if (/^(def|return|=)$/.test(text) && depth === 0) break;
    }
    return at;
  }

  /** @param nth the parameter that is one of the list */
  private inCallback(item: Reads, at: number, nth: number): void {
    const { pieces } = this;
    const start = pieces[at]?.text === 'async' ? at + 1 : at;
    let first = pieces[start]?.text === '(' ? start + 1 : start;
    if (nth > 0 && pieces[first + 1]?.text === ',') first += 2;
    if (pieces[first]?.text === '{') {
      const { names, end } = outerNames(pieces, first);
      for (const name of names) this.follow(name, member(item, name), end);
    } else if (pieces[first]?.kind === 'name') this.follow(pieces[first]!.text, item, first + 1);
  }

  /** @param close the brace before `=` */
  private destructured(reads: Reads, close: number, from: number): void {
    const open = this.opening(close);
    for (const name of outerNames(this.pieces, open).names) this.follow(name, member(reads, name), from);
  }
}

function emptyReads(): Reads {
  return { members: new Map() };
}

function isNothing({ members, item, kind, json }: DataReads): boolean {
  return members.size === 0 && item === undefined && kind === undefined && json === undefined;
}

function member(reads: Reads, name: string): Reads {
  const known = reads.members.get(name);
  if (known) return known;
  const made = emptyReads();
  reads.members.set(name, made);
  return made;
}

function list(reads: Reads): Reads {
  reads.kind = 'list';
  return (reads.item ??= emptyReads());
}

function place(reads: Reads, index: number): Reads {
  reads.least = Math.max(reads.least ?? 0, Math.min(index, 20) + 1);
  return list(reads);
}
