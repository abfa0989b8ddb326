/** Follows a value through code: the names that it gets, its loops, the functions that it goes into and comes out of. */
import { argumentsOf, isCalledByName, type FunctionPlace } from './functionPlaces';
import { httpBodies } from './httpBody';
import { indexLoop, namesInTurn } from './namesInTurn';
import {
  beginOf,
  beginOfChoice,
  blockEnd,
  beginOfComprehension,
  enclosing,
  headEnd,
  isDeclared,
  isDestructured,
  isFromJson,
  isGuarded,
  ownNameEnd,
  sameText,
} from './piecePlaces';
import { wantedText } from './wantedText';
import { closing, opening, pathFrom, type EventPath, type Piece } from './pieces';
import { isReadWhereThere } from './presence';
import {
  ALSO_OF_NUMBERS,
  GIVE_TO_CALLBACK,
  OF_LISTS,
  OF_NUMBERS,
  OF_OBJECTS,
  SAME_LIST,
  SAME_VALUE,
  TO_NUMBER,
  WORDS,
} from './readWords';
import { add, emptyReads, list, member, place, type DataReads, type Reads } from './reads';
import { resolved, type EventShapes } from './eventShapes';
import { givesItsValue, schemaCall, type SchemaCall } from './schemaCalls';
import { namesOfPart, namesOfPattern, namesOfTuple } from './unpacking';

/** Of a text that is split; as many as a place may ask for. */
const PIECES = [...'abcdefghijklmnopqrstu'];

/** Followed so often a name means nothing new any more. */
const MOST_NAMES = 200;

export class ReadsOfCode {
  private names = 0;
  /** What the file knows of types and schemas; empty where nobody asks. */
  schemas: EventShapes = new Map();
  /** Functions that are being followed: they may call themselves. */
  private readonly inside = new Set<FunctionPlace>();
  /** What is read somewhere without asking whether it is there. */
  private readonly needed = new WeakSet<Reads>();
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
      else if (kind === 'name' && word === name && isDestructured(pieces, index)) {
        const given = namesOfPart(pieces, after === ':' ? index + 2 : index, []);
        for (const { path, name } of given) this.follow(name, partOf(reads, path), index + 1);
      } else return;
      isRead = true;
    });
    return isRead;
  }

  /** What is read of the bodies of all that HTTP requests answer. */
  useHttpBodies(reads: Reads): void {
    for (const place of httpBodies(this.pieces)) {
      if (place.kind === 'value') this.use(reads, place.end, place.begin);
      else if (place.kind === 'name') this.follow(place.name, reads, place.from);
      else this.useMembers(place.name, reads);
    }
  }

  /** All that is read of a name from a place on, until it is given to something else. */
  follow(name: string, reads: Reads, from: number, until = this.functionEnd(from)): void {
    if (++this.names > MOST_NAMES) return;
    const { pieces } = this;
    let end = until;
    for (let at = from; at < end; at++) {
      const { kind, text } = pieces[at]!;
      if (kind !== 'name' || text !== name || /^\??\.$/.test(pieces[at - 1]?.text ?? '')) continue;
      const own = ownNameEnd(pieces, at);
      if (own !== undefined) {
        at = own - 1;
        continue;
      }
      const next = pieces[at + 1]?.text;
      // A member of the same name, or a parameter of another function.
      if (next === ':' && /^[{,]$/.test(pieces[at - 1]?.text ?? '')) continue;
      // `rows = rows.filter(…)` goes on with the same.
      if (next === '=' && pieces[at + 2]?.text !== '=' && pieces[at + 2]?.text !== name) return;
      if (next === '=') continue;
      // `for event in rows:` gives the name to each of them, when it has read what they are.
      if (next === 'in' && pieces[at - 1]?.text === 'for' && pieces[at - 1]?.indent !== undefined) {
        end = Math.min(end, headEnd(pieces, at));
        continue;
      }
      this.use(reads, at + 1, at);
    }
  }

  /** Of Python, where a name that is given at a place is another's. */
  private functionEnd(from: number): number {
    if (this.pieces[0]?.indent === undefined) return this.pieces.length;
    const around = this.functions.filter(({ begin, end }) => begin <= from && from < end);
    return Math.min(this.pieces.length, ...around.map(({ end }) => end));
  }

  /** What stands behind a value and before it. @param end behind the value @param begin its first piece */
  use(root: Reads, end: number, begin: number): void {
    const { pieces } = this;
    const { path, end: after } = pathFrom(pieces, end);
    const behind = sameText(pieces, after);
    // What is written there is not read.
    const isWritten = path.length > 0 && pieces[after]?.text === '=' && pieces[after + 1]?.text !== '}';
    const isLength = path.at(-1) === 'length' || isWritten;
    const reads = partOf(root, isLength ? path.slice(0, -1) : path);
    // Lists and texts have one by themselves, which is what goes on from here.
    if (isLength) return;
    this.noteOptional(root, path[0], begin);
    if (this.useInTurn(reads, after, begin)) return;
    const next = pieces[behind]?.text ?? '';
    if (path.length > 0 && isGuarded(pieces, begin, after)) reads.isGuarded = true;
    const method = /^\??\.$/.test(next) ? pieces[behind + 1]?.text : undefined;
    if (method !== undefined && pieces[behind + 2]?.text === '(') {
      if (OF_LISTS.has(method)) this.inCallback(list(reads), behind + 3, method === 'reduce' ? 1 : 0);
      if (OF_OBJECTS.has(method)) reads.kind ??= 'object';
      if (method === 'split') this.splitIn(reads, behind + 3, begin);
      if (method === 'map') this.asMany(reads, (made) => this.use(made, closing(pieces, behind + 3), begin));
      if (SAME_LIST.has(method)) this.before(reads, beginOf(pieces, begin), closing(pieces, behind + 3));
      return;
    }
    const compared = pieces[behind + 1];
    const wanted = reads.example === undefined ? wantedText(pieces, beginOf(pieces, begin), behind) : undefined;
    if (wanted) {
      reads.example = wanted.text;
      if (!wanted.isRequired) reads.isAskedFor = true;
    }
    if (ALSO_OF_NUMBERS.has(next) && compared?.kind === 'number') reads.kind ??= 'number';
    if (OF_NUMBERS.has(next) && pieces[behind + 1]?.text !== '>') reads.kind ??= 'number';
    this.before(reads, beginOf(pieces, begin), behind);
  }

  /** @param step the first behind the value that begins there */
  private noteOptional(root: Reads, step: string | number | undefined, begin: number): void {
    const { kind, text } = this.pieces[begin]!;
    if (typeof step !== 'string' || kind !== 'name') return;
    const read = member(root, step);
    if (this.needed.has(read)) return;
    if (isReadWhereThere(this.pieces, text, step, begin)) read.isOptional = true;
    else {
      this.needed.add(read);
      delete read.isOptional;
    }
  }

  /** `order[name]`, `order.get(name)`, where the name goes through several. @param end behind the value @returns whether it is that */
  private useInTurn(reads: Reads, end: number, begin: number): boolean {
    const { pieces } = this;
    const [first, second] = [pieces[end]?.text, pieces[end + 1]?.text];
    const isAsked = /^\??\.$/.test(first ?? '') && /^(?:get|hasOwnProperty)$/.test(second ?? '');
    const open = isAsked ? end + 2 : first === '?.' ? end + 1 : end;
    const { kind, text } = pieces[open + 1] ?? {};
    if (!/^[([]$/.test(pieces[open]?.text ?? '') || kind !== 'name' || !/^[)\],]$/.test(pieces[open + 2]?.text ?? ''))
      return false;
    const behind = closing(pieces, open + 1);
    if (pieces[behind]?.text === '=') return false;
    const names = namesInTurn(pieces, text!, open);
    for (const name of names) this.use(member(reads, name), behind, begin);
    if (names.length > 0) return true;
    const loop = pieces[open]?.text === '[' ? indexLoop(pieces, text!, open) : undefined;
    if (loop === undefined) return false;
    const item = emptyReads();
    this.use(item, behind, begin);
    // `for (const i in rows)` goes through an object as well, such as headers: then an item is a text.
    if (loop === 'in' && item.members.size === 0) return false;
    add(list(reads), item);
    return true;
  }

  /** What a value is put into: a call that reads it, a loop, a name. */
  private before(value: Reads, begin: number, end: number): void {
    const { pieces } = this;
    let reads = value;
    // `event && event.a`: the first is only asked for, the second comes out.
    if (pieces[end]?.text === '&&') return;
    let at = begin - 1;
    while (pieces[at]?.text === '&&' && pieces[at - 1]?.kind === 'name') at = beginOf(pieces, at - 1) - 1;
    let behind = end;
    this.intoFunction(value, begin, end);
    for (; /^(?:\(|await|\*\*)$/.test(pieces[at]?.text ?? ''); at--) {
      if (pieces[at]!.text !== '(') continue;
      // What is read of it goes on from there, not what it is given to.
      if (behind !== end && /^(\??\.|\[)$/.test(pieces[behind]?.text ?? '')) break;
      const called = pieces[at - 1]?.text ?? '';
      const inside = behind;
      behind = closing(pieces, at + 1);
      const schema = this.schemaAt(at);
      if (schema) add(schema.takesText ? (reads.json ??= emptyReads()) : reads, schema.reads);
      if (schema?.takesText) reads = reads.json!;
      else if (schema && !schema.givesResult) {
        // What comes out is what went in.
      } else if (isFromJson(pieces, at - 1)) reads = reads.json ??= emptyReads();
      else if (TO_NUMBER.has(called)) {
        // What is done with the number says nothing more: `for i in range(n)`.
        reads.kind ??= 'number';
        return;
      } else if (pieces[inside]?.text === 'for') {
        // One of a comprehension: `sum(row["n"] for row in rows)`.
        if (called === 'sum') reads.kind ??= 'number';
        return;
      } else if (/^(list|sorted|tuple|enumerate|sum)$/.test(called)) list(reads);
      else if (GIVE_TO_CALLBACK.has(called) && pieces[inside]?.text === ',') {
        this.inCallback(reads, inside + 1, 1);
        return;
      } else if (SAME_VALUE.has(called)) behind = sameText(pieces, behind);
      // A schema of a library, of which nothing is known here: `SqsSchema.parse(event)`.
      else if (givesItsValue(called) && pieces[at - 2]?.text === '.') behind = sameText(pieces, behind);
      else if (/^[\p{L}_$][\w$]*$/u.test(called) && !WORDS.test(called)) {
        this.castTo(reads, inside);
        if (reads !== value) this.intoFunction(reads, at + 1, inside);
        return;
      } else continue;
      at--;
      while (/^\??\.$/.test(pieces[at - 1]?.text ?? '')) at -= 2;
    }
    if (behind !== end && /^(\??\.|\[)$/.test(pieces[behind]?.text ?? '')) return this.use(reads, behind, at + 1);
    // `asked ? value : other`, `other || value`
    if (/^(?:\?|:|\|\||\?\?)$/.test(pieces[at]?.text ?? '')) at = beginOfChoice(pieces, at);
    const word = pieces[at]?.text;
    if (word === 'return' || word === '=>') return this.outOfFunction(reads, at);
    if (word === 'of' || word === 'in') return this.inLoop(reads, at, word);
    // Behind a text of Python's, `%` fills it.
    const isFormat = word === '%' && /^[a-z]{0,2}["']/i.test(pieces[at - 1]?.text ?? '');
    if (OF_NUMBERS.has(word ?? '') && pieces[at - 1]?.text !== '=' && !isFormat) reads.kind ??= 'number';
    if (word !== '=' || /^[.([]$/.test(pieces[behind]?.text ?? '')) return;
    // `const order: Order = …`
    const isTyped =
      pieces[at - 2]?.text === ':' &&
      // `else:` stands before a statement of its own.
      pieces[at - 1]?.indent === undefined &&
      (isDeclared(pieces, at - 3) || pieces[at - 3]?.indent !== undefined);
    const typed = isTyped ? pieces[at - 1]?.text : undefined;
    if (typed !== undefined) this.addDeclared(reads, typed);
    this.castTo(reads, behind);
    const place = typed === undefined ? at - 1 : at - 3;
    const target = pieces[place];
    if (target?.text === '}') this.destructured(reads, place, behind);
    else if (target?.text === ']' && isDeclared(pieces, opening(pieces, place)))
      this.destructured(reads, place, behind);
    else if (this.isPython && namesOfTuple(pieces, place).length > 0) this.unpacked(reads, place, behind);
    else if (target?.kind === 'name' && !/^\??\.$/.test(pieces[place - 1]?.text ?? ''))
      this.follow(target.text, reads, behind, isDeclared(pieces, place) ? blockEnd(pieces, behind) : undefined);
  }

  /** `… as Order` */
  private castTo(reads: Reads, behind: number): void {
    const { pieces } = this;
    if (pieces[behind]?.text === 'as') this.addDeclared(reads, pieces[behind + 1]?.text ?? '');
  }

  private addDeclared(reads: Reads, name: string): void {
    if (this.schemas.has(name)) add(reads, resolved([name], this.schemas).reads);
  }

  /** The schema or model that a call holds a value against: `Order.parse(`, `Order.model_validate_json(`, `Order(**`. */
  private schemaAt(open: number): (SchemaCall & { readonly reads: DataReads }) | undefined {
    const { pieces } = this;
    const called = pieces[open - 1]?.text ?? '';
    const isCreated = pieces[open + 1]?.text === '**';
    const named = isCreated ? called : pieces[open - 2]?.text === '.' ? (pieces[open - 3]?.text ?? '') : '';
    const call = isCreated ? {} : schemaCall(called);
    return call && this.schemas.has(named) ? { ...call, reads: resolved([named], this.schemas).reads } : undefined;
  }

  /** `total(order)`, `total({ order })`, `total(order=order)`: what the project's own function reads of its parameter. */
  private intoFunction(value: Reads, begin: number, end: number): void {
    const { pieces } = this;
    if (!/^[,)}]$/.test(pieces[end]?.text ?? '')) return;
    const { reads, at, keyword } = this.asMember(value, begin);
    if (at !== begin && pieces[at - 1]?.text === 'return') return this.outOfFunction(reads, at - 1);
    if (!/^[(,]$/.test(pieces[at - 1]?.text ?? '')) return;
    const open = enclosing(pieces, at);
    const called = pieces[open]?.text === '(' ? pieces[open - 1] : undefined;
    if (called?.kind !== 'name') return;
    const nth = argumentsOf(pieces, open + 1, closing(pieces, open + 1) - 1).indexOf(at);
    for (const file of this.files) {
      for (const place of file.functions) {
        if (isCalledByName(place) && place.name === called.text) file.followParameter(place, keyword ?? nth, reads);
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
    const open = enclosing(pieces, begin);
    if (pieces[open]?.text !== '{' || !(isNamed || /^[{,]$/.test(mark ?? ''))) return { reads: value, at: begin };
    const key = isNamed ? name.text.replace(/^["']|["']$/g, '') : pieces[begin]!.text;
    return { reads: { members: new Map([[key, value]]) }, at: open };
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
    this.outOfCalledAtOnce(value, at);
    if (isArrow) this.outOfThen(value, at);
    if (!place || this.hasFollowed(place, value)) return;
    this.inside.add(place);
    if (isCalledByName(place)) for (const file of this.files) file.useCalls(place.name, value);
    this.inside.delete(place);
  }

  /** `.then((response) => response.json()).then((body) => …)`, and what the last of them is given to. */
  private outOfThen(value: Reads, at: number): void {
    const { pieces } = this;
    const open = enclosing(pieces, at);
    if (pieces[open]?.text !== '(' || pieces[open - 1]?.text !== 'then') return;
    const end = closing(pieces, open + 1);
    const isThen = pieces[end]?.text === '.' && pieces[end + 1]?.text === 'then' && pieces[end + 2]?.text === '(';
    if (isThen) this.inCallback(value, end + 3, 0);
    else this.use(value, end, open - 1);
  }

  /** `const order = (() => { return …; })();` */
  private outOfCalledAtOnce(value: Reads, at: number): void {
    const { pieces } = this;
    for (let open = enclosing(pieces, at); open > 0; open = enclosing(pieces, open)) {
      if (pieces[open - 1]?.text !== '=>') continue;
      const end = closing(pieces, open + 1);
      const isCalled = [0, 1, 2].every((nth) => pieces[end + nth]?.text === ')()'[nth]);
      if (isCalled) this.use(value, end + 3, enclosing(pieces, open));
      return;
    }
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
    const start = name?.text === '}' ? opening(pieces, at - 1) : at - 1;
    const words = pieces.slice(Math.max(0, start - 5), start).map(({ text }) => text);
    const isLoop = words.includes('for');
    const isJavaScript = words.some((each) => /^(const|let|var)$/.test(each));
    if (!isLoop) {
      // `name in order`, `name not in order`
      const asked = name?.text === 'not' ? pieces[at - 2] : name;
      if (word === 'in' && asked?.kind === 'name')
        for (const each of namesInTurn(pieces, asked.text, at)) member(reads, each);
      return;
    }
    if (word === 'in' && isJavaScript) {
      reads.kind ??= 'object';
      return;
    }
    const item = list(reads);
    if (name?.text === '}' || (isJavaScript && name?.text === ']')) this.destructured(item, at - 1, at);
    else if (name?.kind === 'name') {
      const isStatement = pieces[start - 1]?.indent !== undefined;
      // Of a comprehension, what is done with it stands before.
      const begin = isJavaScript ? at : isStatement ? headEnd(pieces, at) : beginOfComprehension(pieces, at);
      this.follow(name.text, item, begin, isJavaScript ? blockEnd(pieces, at) : undefined);
      if (!isJavaScript && !isStatement) this.asMany(reads, (made) => this.useComprehension(made, begin));
    }
  }

  /** @param nth the parameter that is one of the list */
  private inCallback(item: Reads, at: number, nth: number): void {
    const { pieces } = this;
    let start = pieces[at]?.text === 'async' ? at + 1 : at;
    // `function (row) {`, `function each(row) {`
    if (pieces[start]?.text === 'function') start += pieces[start + 1]?.kind === 'name' ? 2 : 1;
    let first = pieces[start]?.text === '(' ? start + 1 : start;
    if (nth > 0 && pieces[first + 1]?.text === ',') first += 2;
    const until = ownNameEnd(pieces, first) ?? blockEnd(pieces, first + 1);
    if (/^[{[]$/.test(pieces[first]?.text ?? '')) {
      const end = closing(pieces, first + 1);
      for (const { path, name } of namesOfPattern(pieces, first)) this.follow(name, partOf(item, path), end, until);
    } else if (pieces[first]?.kind === 'name') this.follow(pieces[first]!.text, item, first + 1, until);
  }

  /** @param close the bracket before `=` */
  private destructured(reads: Reads, close: number, from: number): void {
    const open = opening(this.pieces, close);
    const end = isDeclared(this.pieces, open) ? blockEnd(this.pieces, from) : undefined;
    for (const { path, name } of namesOfPattern(this.pieces, open)) this.follow(name, partOf(reads, path), from, end);
  }

  /** `day, total = row`: it has as many items as there are names. @param last the last of them */
  private unpacked(reads: Reads, last: number, from: number): void {
    namesOfTuple(this.pieces, last).forEach((name, nth) => this.follow(name, place(reads, nth), from));
  }

  /** What is made of each of a list has as many items: those that are read by their place are there. */
  private asMany(reads: Reads, use: (made: Reads) => void): void {
    const made = emptyReads();
    use(made);
    if (made.least !== undefined) place(reads, made.least - 1);
  }

  /** `name.split(" ")` whose pieces are read by their place: the text has as many. @param at the argument */
  private splitIn(reads: Reads, at: number, begin: number): void {
    const between = this.pieces[at];
    const made = emptyReads();
    this.use(made, closing(this.pieces, at), begin);
    if (between?.kind !== 'string' || (made.least ?? 0) < 2 || reads.example !== undefined) return;
    const isOfNumbers = made.item?.kind === 'number';
    const pieces = Array.from({ length: made.least! }, (_, nth) => (isOfNumbers ? String(nth + 1) : PIECES[nth]!));
    reads.example = pieces.join(between.text.slice(1, -1));
  }

  /** @param begin behind the bracket that a comprehension stands in */
  private useComprehension(made: Reads, begin: number): void {
    const open = begin - 1;
    const end = closing(this.pieces, begin);
    if (this.pieces[open]?.text === '[') this.use(made, end, open);
    else if (this.pieces[open]?.text === '(') this.before(made, begin, end - 1);
  }

  private get isPython(): boolean {
    return this.pieces[0]?.indent !== undefined;
  }
}

function partOf(reads: Reads, path: EventPath): Reads {
  return path.reduce<Reads>(
    (inner, step) => (typeof step === 'number' ? place(inner, step) : member(inner, step)),
    reads,
  );
}
