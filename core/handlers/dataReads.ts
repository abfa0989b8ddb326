/**
 * What code reads of a value, through the names that it gives to parts of it, its loops and its parsing of JSON texts: of a
 * handler's event, and of what services answer. A scanner, not a parser: what it does not see is not in what it tells.
 */
import { eventUse, headOf, placeOfHandler } from './eventUse';
import { argumentsOf, functionPlaces, type FunctionPlace } from './functionPlaces';
import { languageOfFile } from './index';
import { closing, outerNames, pathFrom, piecesOf, type EventPath, type Piece } from './pieces';

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

/** A file of code. */
export interface CodeFile {
  readonly file: string;
  readonly text: string;
}

/**
 * @param code the handler's file, then those that it has the project's own functions of
 * @param exportName as the runtime finds it
 * @returns undefined: the handler is not found, or uses nothing
 */
export function readsOfEvent(code: readonly CodeFile[], exportName: string): DataReads | undefined {
  const [walk] = walksOf(code);
  if (!walk) return undefined;
  const { pieces } = walk;
  const at = placeOfHandler(pieces, exportName.split('.').at(-1)!);
  if (at < 0) return undefined;
  const { event, members } = headOf(pieces, at);
  const reads = emptyReads();
  if (event !== undefined) walk.follow(event, reads, bodyAfter(pieces, at));
  for (const name of members) walk.follow(name, member(reads, name), bodyAfter(pieces, at));
  // What its types and schemas say it has, it may hand on whole.
  for (const path of eventUse(code[0]!.file, code[0]!.text, exportName).declared) declare(reads, path);
  return isNothing(reads) ? undefined : reads;
}

function declare(reads: Reads, path: EventPath): void {
  let at = reads;
  for (const step of path) {
    // Of what is known otherwise the reads tell more.
    if (typeof step !== 'string' || at.json || at.item || at.kind === 'list' || at.kind === 'number') return;
    at = member(at, step);
  }
}

/** What is read of a member wherever the code has it: `Item`, as `response["Item"]`, `result.Item` or `{ Item }`. */
export function readsOfMember(code: readonly CodeFile[], name: string): DataReads | undefined {
  // Of an answer's many members few are anywhere in the code.
  if (!code.some(({ text }) => text.includes(name))) return undefined;
  const reads = emptyReads();
  const isRead = walksOf(code).map((walk) => walk.useMembers(name, reads));
  return isRead.includes(true) ? reads : undefined;
}

function walksOf(code: readonly CodeFile[]): ReadsOfCode[] {
  const files: ReadsOfCode[] = [];
  for (const each of code) {
    const language = languageOfFile(each.file);
    if (language === undefined) continue;
    const known = takenApart.get(each) ?? takeApart(each.text, language);
    takenApart.set(each, known);
    files.push(new ReadsOfCode(known.pieces, known.functions, files));
  }
  return files;
}

/** A file is asked for each member of each answer. */
const takenApart = new WeakMap<CodeFile, ReturnType<typeof takeApart>>();

function takeApart(text: string, language: string) {
  const pieces = piecesOf(text, language);
  return { pieces, functions: functionPlaces(pieces, language) };
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
/** Followed so often a name means nothing new any more. */
const MOST_NAMES = 200;

class ReadsOfCode {
  private names = 0;
  /** Functions that are being followed: they may call themselves. */
  private readonly inside = new Set<FunctionPlace>();
  /** What has been followed into a function, or out of it. */
  private readonly followed = new Map<FunctionPlace, Set<Reads>>();

  /** @param files all, this among them */
  constructor(
    readonly pieces: readonly Piece[],
    private readonly functions: readonly FunctionPlace[],
    private readonly files: readonly ReadsOfCode[],
  ) {}

  /** @returns whether the code has a member of the name */
  useMembers(name: string, reads: Reads): boolean {
    const { pieces } = this;
    let isRead = false;
    pieces.forEach(({ kind, text: word }, index) => {
      const before = pieces[index - 1]?.text;
      const after = pieces[index + 1]?.text;
      const isDotted = kind === 'name' && word === name && /^\??\.$/.test(before ?? '');
      const isQuoted = kind === 'string' && word.slice(1, -1) === name;
      if (isDotted) this.use(reads, index + 1, index);
      else if (isQuoted && before === '[' && after === ']') this.use(reads, index + 2, index);
      else if (isQuoted && before === '(' && pieces[index - 2]?.text === 'get')
        this.use(reads, closing(pieces, index), index - 2);
      else if (kind === 'name' && word === name && isDestructured(pieces, index)) this.follow(name, reads, index + 1);
      else return;
      isRead = true;
    });
    return isRead;
  }

  /** All that is read of a name from a place on, until it is given to something else. */
  follow(name: string, reads: Reads, from: number, end = this.pieces.length): void {
    if (++this.names > MOST_NAMES) return;
    const { pieces } = this;
    for (let at = from; at < end; at++) {
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
    const isLength = path.at(-1) === 'length';
    const reads = (isLength ? path.slice(0, -1) : path).reduce<Reads>(
      (inner, step) => (typeof step === 'number' ? place(inner, step) : member(inner, step)),
      root,
    );
    // Lists and texts have one by themselves, which is what goes on from here.
    if (isLength) return;
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

  /** `JSON.parse`, `json.loads`, and no schema's `parse`. */
  private isFromJson(at: number): boolean {
    const called = this.pieces[at]?.text;
    return called === 'loads' || (called === 'parse' && /json/i.test(this.pieces[at - 2]?.text ?? ''));
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
    this.intoFunction(value, begin, end);
    for (; pieces[at]?.text === '(' || pieces[at]?.text === 'await'; at--) {
      if (pieces[at]!.text === 'await') continue;
      const called = pieces[at - 1]?.text ?? '';
      behind = closing(pieces, at + 1);
      if (this.isFromJson(at - 1)) reads = reads.json ??= emptyReads();
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
    if (word === 'return' || word === '=>') return this.outOfFunction(reads, at);
    if (word === 'of' || word === 'in') return this.inLoop(reads, at, word);
    if (OF_NUMBERS.has(word ?? '') && pieces[at - 1]?.text !== '=') reads.kind ??= 'number';
    if (word !== '=' || /^[.([]$/.test(pieces[behind]?.text ?? '')) return;
    const target = pieces[at - 1];
    if (target?.text === '}') this.destructured(reads, at - 1, behind);
    else if (target?.kind === 'name' && !/^\??\.$/.test(pieces[at - 2]?.text ?? ''))
      this.follow(target.text, reads, behind);
  }

  /** `total(order)`, `total({ order })`, `total(order=order)`: what the project's own function reads of its parameter. */
  private intoFunction(value: Reads, begin: number, end: number): void {
    const { pieces } = this;
    if (!/^[,)}]$/.test(pieces[end]?.text ?? '')) return;
    const { reads, at, keyword } = this.asMember(value, begin);
    if (at !== begin && pieces[at - 1]?.text === 'return') return this.outOfFunction(reads, at - 1);
    if (!/^[(,]$/.test(pieces[at - 1]?.text ?? '')) return;
    const open = this.enclosing(at);
    const called = pieces[open]?.text === '(' ? pieces[open - 1] : undefined;
    if (called?.kind !== 'name') return;
    const nth = argumentsOf(pieces, open + 1, closing(pieces, open + 1) - 1).indexOf(at);
    for (const file of this.files) {
      for (const place of file.functions) {
        if (place.name === called.text) file.followParameter(place, keyword ?? nth, reads);
      }
    }
  }

  /** `{ order }`, `{ order: value }` and `order=value` in a call: the argument that it is part of, and where that begins. */
  private asMember(
    value: Reads,
    begin: number,
  ): { readonly reads: Reads; readonly at: number; readonly keyword?: string } {
    const { pieces } = this;
    const mark = pieces[begin - 1]?.text;
    const name = pieces[begin - 2];
    if (mark === '=' && name?.kind === 'name') return { reads: value, at: begin - 2, keyword: name.text };
    const isNamed = mark === ':' && name !== undefined && /^(name|string)$/.test(name.kind);
    const open = this.enclosing(begin);
    if (pieces[open]?.text !== '{' || !(isNamed || /^[{,]$/.test(mark ?? ''))) return { reads: value, at: begin };
    const key = isNamed ? name.text.replace(/^["']|["']$/g, '') : pieces[begin]!.text;
    return { reads: { members: new Map([[key, value]]) }, at: open };
  }

  /** The bracket that is open at a place. */
  private enclosing(at: number): number {
    let depth = 0;
    for (let index = at - 1; index >= 0; index--) {
      const { text } = this.pieces[index]!;
      if (/^[)\]}]$/.test(text)) depth++;
      if (/^[([{]$/.test(text) && --depth < 0) return index;
    }
    return -1;
  }

  private followParameter(place: FunctionPlace, which: string | number, reads: Reads): void {
    const { begin, end, parameters } = place;
    const parameter = typeof which === 'string' ? which : parameters[which];
    if (parameter === undefined || this.hasFollowed(place, reads)) return;
    this.inside.add(place);
    if (typeof parameter === 'string') this.follow(parameter, reads, begin, end);
    else for (const name of parameter) this.follow(name, member(reads, name), begin, end);
    this.inside.delete(place);
  }

  /** What a function returns is read where it is called. */
  private outOfFunction(value: Reads, at: number): void {
    const isArrow = this.pieces[at]!.text === '=>';
    const place = this.functions.findLast(({ begin, end }) => (isArrow ? begin === at + 1 : begin <= at && at < end));
    if (!place || this.hasFollowed(place, value)) return;
    this.inside.add(place);
    for (const file of this.files) file.useCalls(place.name, value);
    this.inside.delete(place);
  }

  private useCalls(name: string, reads: Reads): void {
    if (++this.names > MOST_NAMES) return;
    const { pieces } = this;
    pieces.forEach(({ kind, text }, index) => {
      if (kind !== 'name' || text !== name || pieces[index + 1]?.text !== '(') return;
      const behind = closing(pieces, index + 2);
      const isDefined = /^(def|function)$/.test(pieces[index - 1]?.text ?? '') || pieces[behind]?.text === '{';
      if (!isDefined) this.use(reads, behind, index);
    });
  }

  private hasFollowed(place: FunctionPlace, reads: Reads): boolean {
    const known = this.followed.get(place) ?? new Set();
    if (known.has(reads) || this.inside.has(place)) return true;
    this.followed.set(place, known.add(reads));
    return false;
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
