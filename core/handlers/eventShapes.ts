/**
 * What a file declares of events under names of its own: other names for AWS's types, object types, Zod's objects and
 * pydantic's models. A scanner: half-typed text is the normal case.
 */
import type { Json } from '../json';
import { closing, type Piece } from './pieces';
import type { PythonStatement } from './pythonStatements';
import { add, emptyReads, isNothing, list, member, type DataReads, type Reads } from './reads';

/** What a name stands for. */
export interface EventShape {
  /** Other names: what it is made of. */
  readonly names: readonly string[];
  /** What must be there. */
  readonly reads: DataReads;
}

export type EventShapes = ReadonlyMap<string, EventShape>;

const DEEPEST = 6;
const MOST_NAMES = 12;

/** Names with all that they stand for, and what these must have. */
export function resolved(names: readonly string[], shapes: EventShapes): EventShape {
  const seen = new Set<string>();
  const reads = emptyReads();
  const visit = (name: string, depth: number): void => {
    if (seen.has(name) || depth > DEEPEST) return;
    seen.add(name);
    const shape = shapes.get(name);
    if (shape) add(reads, shape.reads);
    for (const each of shape?.names ?? []) visit(each, depth + 1);
  };
  for (const name of names) visit(name, 0);
  return { names: [...seen], reads };
}

/**
 * `import { A as B }`, `type B = A`, `interface B extends A`, `const B = z.object({ … })`.
 * @param known of modules that the file imports
 */
export function javascriptShapes(pieces: readonly Piece[], known: EventShapes = new Map()): EventShapes {
  const shapes = new Map(known);
  const text = (at: number): string => pieces[at]?.text ?? '';
  let isImport = false;
  for (let at = 0; at < pieces.length; at++) {
    const word = text(at);
    if (word === 'import') isImport = true;
    if (word === 'from' || word === ';') isImport = false;
    if (isImport && word === 'as') shapes.set(text(at + 1), { names: [text(at - 1)], reads: emptyReads() });
    if (text(at - 1) === '.' || pieces[at + 1]?.kind !== 'name') continue;
    const isType = word === 'type' && text(at + 2) === '=';
    const isInterface = word === 'interface';
    const isValue = word === 'const' && text(at + 2) === '=';
    if (!isType && !isInterface && !isValue) continue;
    const from = at + (isInterface ? 2 : 3);
    const open = braceOf(pieces, from);
    const reads = emptyReads();
    if (isValue) zodReads(pieces, from, shapes, reads);
    else if (open >= 0) memberReads(pieces, open, shapes, reads);
    // `type Species = 'cat' | 'dog'`
    else if (isType) typeReads(pieces, from, shapes, reads, 0);
    shapes.set(text(at + 1), { names: namesBetween(pieces, from, open), reads });
  }
  return shapes;
}

/** What no declaration goes beyond. */
const ENDS = /^(?:;|const|type|interface|export|function|=>)$/;

/** The brace that a declaration has before it ends; -1: none. */
function braceOf(pieces: readonly Piece[], from: number): number {
  for (let at = from; at < Math.min(pieces.length, from + 40); at++) {
    if (pieces[at]!.text === '{') return at;
    if (ENDS.test(pieces[at]!.text)) return -1;
  }
  return -1;
}

function namesBetween(pieces: readonly Piece[], from: number, to: number): string[] {
  const end = to < 0 ? from + MOST_NAMES : to;
  const names: string[] = [];
  for (let at = from; at < Math.min(end, pieces.length); at++) {
    const { kind, text } = pieces[at]!;
    if (ENDS.test(text)) break;
    // `z`, `infer` and methods are no types.
    if (kind === 'name' && /^[A-Z]/.test(text)) names.push(text);
    if (kind === 'name' && text === 'typeof') names.push(pieces[at + 1]?.text ?? '');
  }
  return names;
}

/** `{ a: string; b?: number; c: { d: string } }` @param open its brace */
export function memberReads(
  pieces: readonly Piece[],
  open: number,
  shapes: EventShapes,
  reads: Reads,
  depth = 0,
): void {
  let inside = 0;
  for (let at = open; at < pieces.length; at++) {
    const { kind, text } = pieces[at]!;
    if (/^[{[(<]$/.test(text)) inside++;
    if (/^[}\])>]$/.test(text) && --inside === 0) return;
    if (inside !== 1 || kind === 'mark' || pieces[at + 1]?.text !== ':') continue;
    if (!/^(?:[{;,]|readonly)$/.test(pieces[at - 1]?.text ?? '') && !isLineStart(pieces[at - 1])) continue;
    typeReads(pieces, at + 2, shapes, member(reads, plain(text)), depth + 1);
  }
}

/** Members may be told apart by lines alone: what stands before the name is then the type before it. */
function isLineStart(before: Piece | undefined): boolean {
  return before?.kind === 'name' || before?.text === '}' || before?.text === ']' || before?.text === '>';
}

/** Of the type of a member. */
function typeReads(pieces: readonly Piece[], at: number, shapes: EventShapes, reads: Reads, depth: number): void {
  if (depth > DEEPEST) return;
  const { kind, text } = pieces[at] ?? { kind: 'mark', text: '' };
  if (text === '|' || text === 'readonly') return typeReads(pieces, at + 1, shapes, reads, depth + 1);
  if (/^(?:Readonly)?Array$/.test(text) && pieces[at + 1]?.text === '<')
    return typeReads(pieces, at + 2, shapes, list(reads), depth + 1);
  const end = text === '{' ? closing(pieces, at + 1) : at + 1;
  const isList = pieces[end]?.text === '[' && pieces[end + 1]?.text === ']';
  const own = isList ? list(reads) : reads;
  if (text === '{') memberReads(pieces, at, shapes, own, depth + 1);
  else if (text === 'number' || text === 'boolean') own.kind ??= text;
  else if (kind === 'string') own.example ??= plain(text);
  else if (kind === 'number') own.example ??= Number(text);
  else if (shapes.has(text)) add(own, shapes.get(text)!.reads);
}

/** Examples of texts that Zod and pydantic hold to a form. */
const FORMS: { readonly [form: string]: Json } = {
  email: 'ada@example.com',
  EmailStr: 'ada@example.com',
  url: 'https://example.com/orders/1042',
  HttpUrl: 'https://example.com/orders/1042',
  uuid: '6f1c2b3a-8d4e-4f5a-9b6c-7d8e9f0a1b2c',
  UUID: '6f1c2b3a-8d4e-4f5a-9b6c-7d8e9f0a1b2c',
  datetime: '2026-03-04T05:06:07Z',
  date: '2026-03-04',
  ip: '203.0.113.7',
  ipv4: '203.0.113.7',
};

/** Of `z.object({ … })`, of `z.array(…)`, and of another schema with more in it. */
function zodReads(pieces: readonly Piece[], from: number, shapes: EventShapes, reads: Reads, depth = 0): void {
  if (depth > DEEPEST) return;
  const text = (at: number): string => pieces[at]?.text ?? '';
  if (text(from) === 'JSONStringified')
    return zodReads(pieces, from + 2, shapes, (reads.json ??= emptyReads()), depth + 1);
  if (text(from) !== 'z') {
    const known = shapes.get(text(from));
    if (known) add(reads, resolved([text(from)], shapes).reads);
    if (text(from + 1) !== '.') return;
    if (/^(?:extend|safeExtend)$/.test(text(from + 2))) zodMembers(pieces, from + 4, shapes, reads, depth);
    if (/^(?:merge|and)$/.test(text(from + 2))) zodReads(pieces, from + 4, shapes, reads, depth + 1);
    return;
  }
  const at = text(from + 2) === 'coerce' || text(from + 2) === 'iso' ? from + 4 : from + 2;
  const given = at + 2;
  const kind = text(at);
  if (/^(?:strict|loose)?[oO]bject$/.test(kind)) {
    reads.kind ??= 'object';
    zodMembers(pieces, given, shapes, reads, depth);
  } else if (kind === 'array') zodReads(pieces, given, shapes, list(reads), depth + 1);
  else if (kind === 'record') reads.kind ??= 'object';
  else if (/^(?:number|int|float32|float64|bigint)$/.test(kind)) {
    reads.kind ??= 'number';
    const least = leastOf(pieces, at);
    if (least !== undefined) reads.example ??= least;
  } else if (kind === 'boolean') reads.kind ??= kind;
  else if (kind === 'literal' || kind === 'enum' || kind === 'nativeEnum') {
    const value = pieces.slice(given, closing(pieces, given)).find((each) => each.kind !== 'mark');
    if (value && value.kind !== 'name')
      reads.example ??= value.kind === 'number' ? Number(value.text) : plain(value.text);
  } else if (/^(?:union|discriminatedUnion)$/.test(kind)) {
    const first = pieces.findIndex((each, index) => index >= given && each.text === '[');
    if (first > 0) zodReads(pieces, first + 1, shapes, reads, depth + 1);
  } else {
    const form = [kind, ...chain(pieces, at)].find((name) => Object.hasOwn(FORMS, name));
    if (form !== undefined) reads.example ??= FORMS[form]!;
  }
}

/** The methods called on a value, one after another. @param at its first call */
function chain(pieces: readonly Piece[], at: number): string[] {
  const names: string[] = [];
  let index = at;
  while (pieces[index + 1]?.text === '(') {
    index = closing(pieces, index + 2);
    if (pieces[index]?.text !== '.') break;
    index++;
    names.push(pieces[index]?.text ?? '');
  }
  return names;
}

/** `.min(18)`, `.gte(18)`: what a made-up number must not be below. */
function leastOf(pieces: readonly Piece[], at: number): number | undefined {
  let index = at;
  while (pieces[index + 1]?.text === '(') {
    const argument = pieces[index + 2];
    const bound = argument?.kind === 'number' ? Number(argument.text) : undefined;
    if (/^(?:min|gte)$/.test(pieces[index]!.text)) return bound;
    if (pieces[index]!.text === 'gt') return bound === undefined ? undefined : bound + 1;
    index = closing(pieces, index + 2);
    if (pieces[index]?.text !== '.') return undefined;
    index++;
  }
  return undefined;
}

function zodMembers(pieces: readonly Piece[], open: number, shapes: EventShapes, reads: Reads, depth: number): void {
  if (pieces[open]?.text !== '{') return;
  let inside = 0;
  for (let at = open; at < pieces.length; at++) {
    const { kind, text } = pieces[at]!;
    if (/^[{[(]$/.test(text)) inside++;
    if (/^[}\])]$/.test(text) && --inside === 0) return;
    const isKey = inside === 1 && kind !== 'mark' && /^[{,]$/.test(pieces[at - 1]?.text ?? '');
    if (!isKey || pieces[at + 1]?.text !== ':' || mayBeAbsent(pieces, at + 2)) continue;
    zodReads(pieces, at + 2, shapes, member(reads, plain(text)), depth + 1);
  }
}

/** `.optional()` and its like, in the chain of a value itself. */
function mayBeAbsent(pieces: readonly Piece[], from: number): boolean {
  let inside = 0;
  for (let at = from; at < pieces.length; at++) {
    const { text } = pieces[at]!;
    if (/^[{[(]$/.test(text)) inside++;
    if (/^[}\])]$/.test(text) && --inside < 0) return false;
    if (inside === 0 && text === ',') return false;
    if (inside === 0 && /^(?:optional|nullish|default|catch)$/.test(text)) return true;
  }
  return false;
}

/** `import A as B`, `B = A`, `class B(A):` with its fields. @param known of modules that the file imports */
export function pythonShapes(statements: readonly PythonStatement[], known: EventShapes = new Map()): EventShapes {
  const shapes = new Map(known);
  for (const [index, { indent, tokens }] of statements.entries()) {
    const words = tokens.map(({ text }) => text);
    if (words[0] === 'import' || words[0] === 'from') {
      for (const [at, word] of words.entries())
        if (word === 'as') shapes.set(words[at + 1] ?? '', { names: [words[at - 1] ?? ''], reads: emptyReads() });
    } else if (words[0] === 'class' && words[1] !== undefined) {
      const names = words.slice(2).filter((word) => /^[A-Za-z_]\w*$/.test(word));
      const isModel = names.some(
        (name) => /^(?:BaseModel|TypedDict)$/.test(name) || shapes.has(name) || /Model$/.test(name),
      );
      const reads = emptyReads();
      if (isModel) fieldReads(statements, index + 1, indent, shapes, reads);
      shapes.set(words[1], { names, reads });
    } else if (words[1] === '=' && tokens[0]?.kind === 'name' && tokens.length === 3 && tokens[2]?.kind === 'name') {
      shapes.set(words[0]!, { names: [words[2]!], reads: emptyReads() });
    }
  }
  return shapes;
}

/** `name: str`, `items: list[Item]`; what may be None or has a default need not be there. */
function fieldReads(
  statements: readonly PythonStatement[],
  from: number,
  indent: number,
  shapes: EventShapes,
  reads: Reads,
): void {
  for (let at = from; at < statements.length && statements[at]!.indent > indent; at++) {
    const words = statements[at]!.tokens.map(({ text }) => text);
    if (words[1] !== ':' || words.some((word) => /^(?:Optional|None)$/.test(word))) continue;
    const equals = words.indexOf('=');
    const bound = boundOf(words.slice(equals + 1));
    // `Field(...)` and `Field(gt=0)` have no default.
    if (equals >= 0 && !(words[equals + 1] === 'Field' && bound.isRequired)) continue;
    const field = member(reads, bound.alias ?? words[0]!);
    annotatedReads(equals < 0 ? words.slice(2) : words.slice(2, equals), shapes, field);
    if (field.kind === 'number' && bound.least !== undefined) field.example ??= bound.least;
  }
}

/** What `Field(…)` says: `...` or no default, `ge=18`, `alias="orderId"`. */
function boundOf(words: readonly string[]): {
  readonly isRequired: boolean;
  readonly least?: number;
  readonly alias?: string;
} {
  const after = (...names: readonly string[]): string | undefined => {
    const at = words.findIndex((word, index) => names.includes(word) && words[index + 1] === '=');
    return at < 0 ? undefined : words[at + 2];
  };
  const first = words[2] ?? ')';
  const hasDefault = after('default', 'default_factory') !== undefined;
  const isRequired = !hasDefault && (/^[.)]/.test(first) || words[3] === '=');
  const least = after('ge', 'gt');
  const alias = after('alias', 'validation_alias');
  return {
    isRequired,
    ...(least !== undefined && { least: Number(least) + (after('gt') === undefined ? 0 : 1) }),
    ...(alias !== undefined && /^["']/.test(alias) && { alias: plain(alias) }),
  };
}

function annotatedReads(words: readonly string[], shapes: EventShapes, reads: Reads): void {
  const [first = '', , inner] = words;
  if (/^(?:[lL]ist|[sS]equence|[sS]et|[tT]uple)$/.test(first))
    return annotatedReads(words.slice(2), shapes, list(reads));
  if (/^(?:Json|Annotated)$/.test(first))
    return annotatedReads(words.slice(2), shapes, first === 'Json' ? (reads.json ??= emptyReads()) : reads);
  if (/^(?:int|float|Decimal|PositiveInt|PositiveFloat|conint)$/.test(first)) reads.kind ??= 'number';
  else if (first === 'bool') reads.kind ??= 'boolean';
  else if (/^(?:[dD]ict|Mapping)$/.test(first)) reads.kind ??= 'object';
  else if (first === 'Literal' && inner !== undefined && /^["']/.test(inner)) reads.example ??= plain(inner);
  else if (Object.hasOwn(FORMS, first)) reads.example ??= FORMS[first]!;
  else {
    const known = shapes.get(first);
    if (known && !isNothing(known.reads)) add(reads, known.reads);
  }
}

function plain(text: string): string {
  return /^["'`]/.test(text) ? text.slice(1, -1) : text;
}
