/** Where a handler's function stands in its file, whichever way it comes to its name: declared, wrapped, given another name. */
import { arrowBehind, bodyBehind, braceBehind, endOfBlock, type FunctionPlace } from './functionPlaces';
import { closing, outerNames, type Piece } from './pieces';

export interface HandlerPlace {
  /** The name of its first parameter; absent: it has none, or takes it apart. */
  readonly event?: string;
  /** Of `({ a, b }) =>`. */
  readonly members: readonly string[];
  /** Where the type begins that stands beside the first parameter. */
  readonly typeAt?: number;
  /** Names in the types beside its own name and the first parameter. */
  readonly types: readonly string[];
  /** The first piece of its name, of its body, and the one behind the body. */
  readonly at: number;
  readonly begin: number;
  readonly end: number;
}

/** Names that lead to names. */
const MOST_NAMES = 4;

/** @param name as it is exported or declared @param functions all that the file defines */
export function handlerPlace(
  pieces: readonly Piece[],
  name: string,
  functions: readonly FunctionPlace[],
  depth = 0,
): HandlerPlace | undefined {
  const at = placeOfName(pieces, name);
  if (at < 0 || depth > MOST_NAMES) return undefined;
  // `export { main as handler }`
  if (pieces[at - 1]?.text === 'as') return handlerPlace(pieces, pieces[at - 2]?.text ?? '', functions, depth + 1);
  const types: string[] = [];
  const end = endOfStatement(pieces, at);
  for (let index = at + 1; index < end; index++) {
    const found = functionAt(pieces, index, at);
    if (found) return { ...found, at, types: [...types, ...typesBehind(pieces, found)] };
    const { kind, text } = pieces[index]!;
    if (kind !== 'name') continue;
    const isAnother = text !== name && !/^\??\.$/.test(pieces[index - 1]?.text ?? '');
    if (isAnother && functions.some((each) => each.name === text)) {
      const other = handlerPlace(pieces, text, functions, depth + 1);
      if (other) return { ...other, at, types: [...types, ...other.types] };
    }
    if (types.length < MOST_TYPES) types.push(text);
  }
  return undefined;
}

const MOST_TYPES = 12;

/** Where a name stands first as what is exported or declared; -1: nowhere. */
function placeOfName(pieces: readonly Piece[], name: string): number {
  return pieces.findIndex(
    ({ text: word }, index) =>
      word === name && (pieces[index - 1]?.text !== '.' || pieces[index - 2]?.text === 'exports'),
  );
}

/** Of JavaScript at the semicolon, the next declaration, or the bracket that holds it; of Python at the next line. */
function endOfStatement(pieces: readonly Piece[], from: number): number {
  let depth = 0;
  for (let at = from + 1; at < pieces.length; at++) {
    const { text, indent } = pieces[at]!;
    if (indent !== undefined) return at;
    if (/^[([{]$/.test(text)) depth++;
    if (/^[)\]}]$/.test(text) && --depth < 0) return at;
    if (depth === 0 && /^(?:;|export|module|exports|const|let|var|class)$/.test(text)) return at;
  }
  return pieces.length;
}

type Found = Omit<HandlerPlace, 'at' | 'types'>;

/** The function that begins with a piece: its first bracket, or the one name before `=>`. @param own where the handler's name is */
function functionAt(pieces: readonly Piece[], at: number, own: number): Found | undefined {
  const { text: word, kind } = pieces[at]!;
  if (kind === 'name' && pieces[at + 1]?.text === '=>')
    return { event: word, members: [], ...bodyBehind(pieces, at + 2) };
  if (word !== '(') return undefined;
  const behind = closing(pieces, at + 1);
  if (pieces[own - 1]?.text === 'def')
    return { ...parameterAt(pieces, at + 1), begin: behind, end: endOfBlock(pieces, own) };
  const arrow = arrowBehind(pieces, behind);
  if (arrow !== undefined) return { ...parameterAt(pieces, at + 1), ...bodyBehind(pieces, arrow + 1) };
  const before = [pieces[at - 1]?.text, pieces[at - 2]?.text];
  const isNamed = at === own + 1 || before.includes('function');
  const open = isNamed && /^[{:]$/.test(pieces[behind]?.text ?? '') ? braceBehind(pieces, behind) : undefined;
  return open === undefined ? undefined : { ...parameterAt(pieces, at + 1), ...bodyBehind(pieces, open) };
}

/** The first of the parameters. A method's `self` is before it. */
function parameterAt(pieces: readonly Piece[], from: number): Pick<HandlerPlace, 'event' | 'members' | 'typeAt'> {
  const at = /^(?:self|cls)$/.test(pieces[from]?.text ?? '') ? from + 2 : from;
  const { kind, text } = pieces[at] ?? { kind: 'mark', text: '' };
  const { names, end } = text === '{' ? outerNames(pieces, at) : { names: [], end: at };
  const typeAt = pieces[end + 1]?.text === ':' ? end + 2 : undefined;
  return { event: kind === 'name' ? text : undefined, members: names, ...(typeAt !== undefined && { typeAt }) };
}

function typesBehind(pieces: readonly Piece[], { typeAt }: Found): string[] {
  const types: string[] = [];
  if (typeAt === undefined) return types;
  let depth = 0;
  for (let at = typeAt; at < pieces.length; at++) {
    const { kind, text } = pieces[at]!;
    if (/^[<[({]$/.test(text)) depth++;
    if (/^[>\])}]$/.test(text) && --depth < 0) break;
    if ((text === ',' && depth === 0) || text === '=') break;
    if (kind === 'name') types.push(text);
  }
  return types;
}
