/** What a handler's own text says of its event: the types that it is declared with, and the paths that are read of it. */
import { javascriptShapes, memberPaths, pythonShapes, resolved, type EventShapes } from './eventShapes';
import { languageOfFile } from './index';
import { closing, javascriptPieces, outerNames, pathFrom, pythonPieces, type EventPath, type Piece } from './pieces';
import { pythonStatements } from './pythonStatements';

export type { EventPath } from './pieces';

export interface EventUse {
  /** Names of types, data classes and schemas, such as `SQSEvent`. */
  readonly types: readonly string[];
  /** Members and places in lists, each path once: `['Records', 0, 's3']`. */
  readonly paths: readonly EventPath[];
  /** Of these, what its types and schemas say it must have. */
  readonly declared: readonly EventPath[];
}

const NOTHING: EventUse = { types: [], paths: [], declared: [] };
/** Of a comment in JavaScript: `@type {import('aws-lambda').SQSHandler}`, `@param {SQSEvent} event`. */
const IN_COMMENTS = /@(?:type|param|satisfies)\s*\{([^}]*)\}/g;

/** A scanner, not a parser: half-typed text is the normal case. @param exportName as the runtime finds it */
export function eventUse(file: string, text: string, exportName: string): EventUse {
  const language = languageOfFile(file);
  if (language === undefined) return NOTHING;
  const name = exportName.split('.').at(-1)!;
  const statements = language === 'python' ? [...pythonStatements(text)] : undefined;
  const pieces = statements ? pythonPieces(statements) : javascriptPieces(text);
  const at = placeOfHandler(pieces, name);
  if (at < 0) return NOTHING;
  const head = headOf(pieces, at);
  const shapes = statements ? pythonShapes(statements) : javascriptShapes(pieces);
  const beside = statements ? decorators(pieces, at) : comments(text, name);
  const declared = resolved([...head.types, ...beside, ...parsedWith(pieces, head.event, shapes)], shapes);
  const read = head.event === undefined ? [] : pathsOf(pieces, at, head.event);
  const must = [...head.inline, ...required(declared)];
  const paths = [...head.members.map((member): EventPath => [member]), ...read, ...must];
  const distinct = new Map(paths.map((path) => [JSON.stringify(path), path]));
  return { types: declared.names, paths: [...distinct.values()], declared: must };
}

/** Behind an envelope of Powertools a schema is that of what is in it. */
function required({ names, paths }: { readonly names: readonly string[]; readonly paths: readonly EventPath[] }) {
  return names.some((name) => /Envelope$/.test(name)) ? [] : paths;
}

const PARSES = /^(?:parse|safeParse|parseAsync|safeParseAsync|model_validate|parse_obj)$/;

/** Schemas and envelopes that the event is held against: `S.parse(event)`, `parser({ schema: S })`, `parse(event, model=S)`. */
function parsedWith(pieces: readonly Piece[], event: string | undefined, shapes: EventShapes): string[] {
  const text = (at: number): string => pieces[at]?.text ?? '';
  return pieces.flatMap((piece, at): string[] => {
    if (piece.kind !== 'name' || text(at + 1) !== '(') return [];
    const isOf = PARSES.test(piece.text) && text(at - 1) === '.' && text(at + 2) === event;
    if (isOf && pieces[at - 2]?.kind === 'name') return [text(at - 2)];
    if (piece.text !== 'parser' && !(piece.text === 'parse' && text(at - 1) !== '.')) return [];
    const given = pieces.slice(at + 2, closing(pieces, at + 2));
    const words = given.filter(({ kind }) => kind === 'name').map((each) => each.text);
    if (piece.text === 'parse' && !words.includes(event ?? '')) return [];
    return words.filter((word) => shapes.has(word) || /^[A-Z]\w*(?:Schema|Model|Envelope)(?:V2)?$/.test(word));
  });
}

/** Where a handler is named first as what is exported or declared; -1: nowhere. */
export function placeOfHandler(pieces: readonly Piece[], name: string): number {
  return pieces.findIndex(
    ({ text: word }, index) =>
      word === name && (pieces[index - 1]?.text !== '.' || pieces[index - 2]?.text === 'exports'),
  );
}

interface Head {
  readonly event?: string;
  readonly types: readonly string[];
  /** Of `({ a, b }) =>`. */
  readonly members: readonly string[];
  /** Of a type that stands beside the name: `(event: { a: string }) =>`. */
  readonly inline: readonly EventPath[];
}

/** From the handler's name: the types before its parameters, and the first of these. */
export function headOf(pieces: readonly Piece[], at: number): Head {
  const types: string[] = [];
  let open = at + 1;
  for (; open < pieces.length && open < at + 60 && pieces[open]!.text !== '('; open++) {
    if (pieces[open]!.kind === 'name') types.push(pieces[open]!.text);
    // `async event => …`
    if (pieces[open + 1]?.text === '=>') return { event: pieces[open]!.text, types, members: [], inline: [] };
  }
  const first = pieces[open + 1];
  const members: string[] = [];
  let index = open + 1;
  if (first?.text === '{') {
    const { names, end } = outerNames(pieces, index);
    members.push(...names);
    index = end;
  }
  let depth = 0;
  for (index++; index < pieces.length; index++) {
    const { kind, text } = pieces[index]!;
    if (/^[<[({]$/.test(text)) depth++;
    if (/^[>\])}]$/.test(text) && --depth < 0) break;
    if ((text === ',' && depth === 0) || text === '=') break;
    if (kind === 'name') types.push(text);
  }
  const isNamed = first?.kind === 'name';
  const hasInline = isNamed && pieces[open + 2]?.text === ':' && pieces[open + 3]?.text === '{';
  const inline = hasInline ? memberPaths(pieces, open + 3) : [];
  return { event: isNamed ? first.text : undefined, types, members, inline };
}

/** The names in the decorators before `def`: `@event_source(data_class=SQSEvent)`. */
function decorators(pieces: readonly Piece[], at: number): string[] {
  const names: string[] = [];
  // What no decorator is found for is a statement before it.
  let pending: string[] = [];
  for (let index = at - 2; index >= 0 && index > at - 80; index--) {
    const { kind, text } = pieces[index]!;
    if (/^(?:def|return|import|class)$/.test(text)) break;
    if (kind === 'name') pending.push(text);
    if (text !== '@') continue;
    names.push(...pending);
    pending = [];
  }
  return names;
}

function comments(text: string, name: string): string[] {
  const before = text.slice(0, new RegExp(`\\b${name.replace(/\W/g, '')}\\b(?!['"])`).exec(text)?.index ?? 0);
  const last = /\/\*\*(?:[^*]|\*(?!\/))*\*\/[^;{}]*$/.exec(before)?.[0] ?? '';
  return [...last.matchAll(IN_COMMENTS)].flatMap(([, type = '']) => type.match(/[\p{L}_]\w*/gu) ?? []);
}

/** A name of a part of the event leads to another so many times. */
const MOST_NAMES = 6;
/** Whose function gets each item of a list. */
const OF_EACH = /^(?:map|forEach|filter|flatMap|some|every|find)$/;

/**
 * @param prefix what of the event the name stands for
 * @param followed the names that have been followed: where a few of them lead to each other again and again, the ways are countless
 */
function pathsOf(
  pieces: readonly Piece[],
  from: number,
  name: string,
  prefix: EventPath = [],
  depth = 0,
  followed = new Set<string>(),
): EventPath[] {
  const way = JSON.stringify([from, name, prefix, depth]);
  if (followed.has(way)) return [];
  followed.add(way);
  const to = depth === 0 ? pieces.length : endOfBlock(pieces, from);
  return pieces.flatMap(({ kind, text }, index): EventPath[] => {
    if (
      index <= from ||
      index >= to ||
      kind !== 'name' ||
      text !== name ||
      /^\??\.$/.test(pieces[index - 1]?.text ?? '')
    )
      return [];
    const destructured = membersBefore(pieces, index);
    if (destructured.length > 0) return destructured.map((member) => [...prefix, member]);
    const { path, end } = pathFrom(pieces, index + 1);
    const whole = [...prefix, ...path];
    const named = depth < MOST_NAMES ? namesOf(pieces, { index, end, isPart: path.length > 0 }) : [];
    const further = named.flatMap(({ at, of }) =>
      pathsOf(pieces, Math.max(at, end - 1), pieces[at]!.text, [...whole, ...of], depth + 1, followed),
    );
    return path.length > 0 ? [whole, ...further] : further;
  });
}

/** Where a name that is given there is another's: behind the block's end, and in the next function of Python. */
function endOfBlock(pieces: readonly Piece[], from: number): number {
  let depth = 0;
  for (let at = from; at < pieces.length; at++) {
    const { text } = pieces[at]!;
    if (text === '{') depth++;
    if ((text === '}' && --depth < 0) || text === 'def') return at;
  }
  return pieces.length;
}

/** The names that a part of the event gets: `record = event["Records"][0]`, `for record of event.Records`, `event.Records.map((record) =>`. */
function namesOf(
  pieces: readonly Piece[],
  { index, end, isPart }: { readonly index: number; readonly end: number; readonly isPart: boolean },
): readonly { readonly at: number; readonly of: EventPath }[] {
  const before = pieces[index - 1]?.text;
  const isName = (at: number): boolean =>
    pieces[at]?.kind === 'name' &&
    !/^\??\.$/.test(pieces[at - 1]?.text ?? '') &&
    pieces[at]!.text !== pieces[index]!.text;
  const isWhole = !/^(?:\??\.|[[(+*/%<>=&|?-]|===?|!==?)$/.test(pieces[end]?.text ?? '');
  if (before === '=' && isPart && isWhole && isName(index - 2)) return [{ at: index - 2, of: [] }];
  const isLoop = isWhole && (before === 'of' || before === 'in') && isName(index - 2);
  if (isLoop && /^(?:for|const|let|var)$/.test(pieces[index - 3]?.text ?? '')) return [{ at: index - 2, of: [0] }];
  if (pieces[end]?.text !== '.' || !OF_EACH.test(pieces[end + 1]?.text ?? '')) return [];
  let at = end + 3;
  while (pieces[at]?.text === 'async' || pieces[at]?.text === '(') at++;
  return pieces[end + 2]?.text === '(' && isName(at) ? [{ at, of: [0] }] : [];
}

/** `const { body, headers } = event` */
function membersBefore(pieces: readonly Piece[], index: number): string[] {
  if (
    pieces[index - 1]?.text !== '=' ||
    pieces[index - 2]?.text !== '}' ||
    /^(?:\??\.|\[)$/.test(pieces[index + 1]?.text ?? '')
  )
    return [];
  let depth = 0;
  for (let at = index - 2; at >= 0; at--) {
    if (pieces[at]!.text === '}') depth++;
    if (pieces[at]!.text === '{' && --depth === 0) return outerNames(pieces, at).names;
  }
  return [];
}
