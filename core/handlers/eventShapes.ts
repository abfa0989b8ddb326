/**
 * What a file declares of events under names of its own: other names for AWS's types, object types, Zod's objects and
 * pydantic's models. A scanner, as {@link ./eventUse}.
 */
import type { EventPath, Piece } from './pieces';
import type { PythonStatement } from './pythonStatements';

/** What a name stands for. */
export interface EventShape {
  /** Other names: what it is made of. */
  readonly names: readonly string[];
  /** Members that must be there. */
  readonly paths: readonly EventPath[];
}

export type EventShapes = ReadonlyMap<string, EventShape>;

const DEEPEST = 6;
const MOST_NAMES = 12;

/** Names with all that they stand for, and the members that these must have. */
export function resolved(names: readonly string[], shapes: EventShapes): EventShape {
  const seen = new Set<string>();
  const paths: EventPath[] = [];
  const visit = (name: string, depth: number): void => {
    if (seen.has(name) || depth > DEEPEST) return;
    seen.add(name);
    const shape = shapes.get(name);
    paths.push(...(shape?.paths ?? []));
    for (const each of shape?.names ?? []) visit(each, depth + 1);
  };
  for (const name of names) visit(name, 0);
  return { names: [...seen], paths };
}

/** `import { A as B }`, `type B = A`, `interface B extends A`, `const B = z.object({ … })`. */
export function javascriptShapes(pieces: readonly Piece[]): EventShapes {
  const shapes = new Map<string, EventShape>();
  const text = (at: number): string => pieces[at]?.text ?? '';
  let isImport = false;
  for (let at = 0; at < pieces.length; at++) {
    const word = text(at);
    if (word === 'import') isImport = true;
    if (word === 'from' || word === ';') isImport = false;
    if (isImport && word === 'as') shapes.set(text(at + 1), { names: [text(at - 1)], paths: [] });
    if (text(at - 1) === '.' || pieces[at + 1]?.kind !== 'name') continue;
    const isType = word === 'type' && text(at + 2) === '=';
    const isInterface = word === 'interface';
    const isValue = word === 'const' && text(at + 2) === '=';
    if (!isType && !isInterface && !isValue) continue;
    const from = at + (isInterface ? 2 : 3);
    const open = braceOf(pieces, from);
    const names = namesBetween(pieces, from, open);
    const paths = isValue ? zodPaths(pieces, from, shapes) : open < 0 ? [] : memberPaths(pieces, open);
    shapes.set(text(at + 1), { names, paths });
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

/** `{ a: string; b?: number; c: { d: string } }` */
export function memberPaths(pieces: readonly Piece[], open: number, depth = 0): EventPath[] {
  const paths: EventPath[] = [];
  let inside = 0;
  for (let at = open; at < pieces.length; at++) {
    const { kind, text } = pieces[at]!;
    if (/^[{[(<]$/.test(text)) inside++;
    if (/^[}\])>]$/.test(text) && --inside === 0) return paths;
    if (inside !== 1 || kind === 'mark' || pieces[at + 1]?.text !== ':') continue;
    if (!/^(?:[{;,]|readonly)$/.test(pieces[at - 1]?.text ?? '') && !isLineStart(pieces[at - 1])) continue;
    const nested = pieces[at + 2]?.text === '{' && depth < DEEPEST ? memberPaths(pieces, at + 2, depth + 1) : [];
    const name = plain(text);
    paths.push(...(nested.length > 0 ? nested.map((each) => [name, ...each]) : [[name]]));
  }
  return paths;
}

/** Members may be told apart by lines alone: what stands before the name is then the type before it. */
function isLineStart(before: Piece | undefined): boolean {
  return before?.kind === 'name' || before?.text === '}' || before?.text === ']' || before?.text === '>';
}

/** Of `z.object({ … })`, of `z.array(…)`, and of another schema with more in it. */
function zodPaths(pieces: readonly Piece[], from: number, shapes: EventShapes, depth = 0): EventPath[] {
  if (depth > DEEPEST) return [];
  const text = (at: number): string => pieces[at]?.text ?? '';
  if (text(from) !== 'z') {
    const known = shapes.get(text(from))?.paths ?? [];
    const more =
      text(from + 1) === '.' && text(from + 2) === 'extend' ? zodMembers(pieces, from + 4, shapes, depth) : [];
    return [...known, ...more];
  }
  const kind = text(from + 2);
  if (/^(?:strict|loose)?[oO]bject$/.test(kind)) return zodMembers(pieces, from + 4, shapes, depth);
  return kind === 'array' ? zodPaths(pieces, from + 4, shapes, depth + 1).map((path) => [0, ...path]) : [];
}

function zodMembers(pieces: readonly Piece[], open: number, shapes: EventShapes, depth: number): EventPath[] {
  const paths: EventPath[] = [];
  if (pieces[open]?.text !== '{') return paths;
  let inside = 0;
  for (let at = open; at < pieces.length; at++) {
    const { kind, text } = pieces[at]!;
    if (/^[{[(]$/.test(text)) inside++;
    if (/^[}\])]$/.test(text) && --inside === 0) return paths;
    const isKey = inside === 1 && kind !== 'mark' && /^[{,]$/.test(pieces[at - 1]?.text ?? '');
    if (!isKey || pieces[at + 1]?.text !== ':' || mayBeAbsent(pieces, at + 2)) continue;
    const nested = zodPaths(pieces, at + 2, shapes, depth + 1);
    const name = plain(text);
    paths.push(...(nested.length > 0 ? nested.map((each) => [name, ...each]) : [[name]]));
  }
  return paths;
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

/** `import A as B`, `B = A`, `class B(A):` with its fields. */
export function pythonShapes(statements: readonly PythonStatement[]): EventShapes {
  const shapes = new Map<string, EventShape>();
  for (const [index, { indent, tokens }] of statements.entries()) {
    const words = tokens.map(({ text }) => text);
    if (words[0] === 'import' || words[0] === 'from') {
      for (const [at, word] of words.entries())
        if (word === 'as') shapes.set(words[at + 1] ?? '', { names: [words[at - 1] ?? ''], paths: [] });
    } else if (words[0] === 'class' && words[1] !== undefined) {
      const names = words.slice(2).filter((word) => /^[A-Za-z_]\w*$/.test(word));
      const isModel = names.some((name) => name === 'BaseModel' || shapes.has(name) || /Model$/.test(name));
      shapes.set(words[1], { names, paths: isModel ? fieldPaths(statements, index + 1, indent, shapes) : [] });
    } else if (words[1] === '=' && tokens[0]?.kind === 'name' && tokens.length === 3 && tokens[2]?.kind === 'name') {
      shapes.set(words[0]!, { names: [words[2]!], paths: [] });
    }
  }
  return shapes;
}

/** `name: str`, `items: list[Item]`; what may be None or has a default need not be there. */
function fieldPaths(
  statements: readonly PythonStatement[],
  from: number,
  indent: number,
  shapes: EventShapes,
): EventPath[] {
  const paths: EventPath[] = [];
  for (let at = from; at < statements.length && statements[at]!.indent > indent; at++) {
    const words = statements[at]!.tokens.map(({ text }) => text);
    if (words[1] !== ':' || words.some((word) => /^(?:=|Optional|None)$/.test(word))) continue;
    const inner =
      words
        .slice(2)
        .map((word) => shapes.get(word)?.paths ?? [])
        .find((found) => found.length > 0) ?? [];
    const isList = /^[lL]ist$/.test(words[2] ?? '');
    const nested = inner.map((path) => (isList ? [words[0]!, 0, ...path] : [words[0]!, ...path]));
    paths.push(...(nested.length > 0 ? nested : [[words[0]!]]));
  }
  return paths;
}

function plain(text: string): string {
  return /^["'`]/.test(text) ? text.slice(1, -1) : text;
}
