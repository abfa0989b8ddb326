/** Where code defines its functions and where it calls them, by name alone: a scanner, as for what code reads of data. */
import { closing, outerNames, type Piece } from './pieces';

export interface FunctionPlace {
  readonly name: string;
  /** Each by its name, or by the members that it takes apart. */
  readonly parameters: readonly (string | readonly string[])[];
  /** The first piece of its body, and the one behind it. */
  readonly begin: number;
  readonly end: number;
}

/** What libraries have under the same names says nothing of a function of one's own. */
const OF_LIBRARIES = new Set(
  'get set put map filter keys items values send then catch parse stringify loads dumps join split format log print run call apply push append update delete query scan find'.split(
    ' ',
  ),
);
const NO_NAME =
  /^(if|for|while|switch|catch|function|return|await|new|typeof|async|super|constructor|with|elif|and|or|not)$/;

export function functionPlaces(pieces: readonly Piece[], language: string): FunctionPlace[] {
  return language === 'python' ? pythonPlaces(pieces) : javascriptPlaces(pieces);
}

/** Whether a call by that name means a function of one's own. */
export function isCalledByName({ name }: FunctionPlace): boolean {
  return !OF_LIBRARIES.has(name);
}

function pythonPlaces(pieces: readonly Piece[]): FunctionPlace[] {
  const heads = pieces.flatMap(({ text }, at) => (text === 'def' && pieces[at + 2]?.text === '(' ? [at] : []));
  return heads.map((at) => {
    const begin = closing(pieces, at + 3);
    const parameters = parametersOf(pieces, at + 3, begin - 1);
    const isMethod = /^(self|cls)$/.test(String(parameters[0]));
    return {
      name: pieces[at + 1]!.text,
      parameters: isMethod ? parameters.slice(1) : parameters,
      begin,
      end: endOfBlock(pieces, at),
    };
  });
}

/** Of Python: where a statement is not farther in than the one at a place. */
export function endOfBlock(pieces: readonly Piece[], at: number): number {
  let first = at;
  while (first > 0 && pieces[first]!.indent === undefined) first--;
  const outer = pieces[first]!.indent ?? 0;
  let end = at + 1;
  while (end < pieces.length && (pieces[end]!.indent ?? Infinity) > outer) end++;
  return end;
}

function javascriptPlaces(pieces: readonly Piece[]): FunctionPlace[] {
  return pieces.flatMap((piece, at): FunctionPlace[] => {
    if (piece.kind !== 'name' || NO_NAME.test(piece.text)) return [];
    let next = at + 1;
    const isAssigned = /^[=:]$/.test(pieces[next]?.text ?? '');
    if (isAssigned) next++;
    if (pieces[next]?.text === 'async') next++;
    const isFunction = pieces[next]?.text === 'function';
    if (isFunction) next++;
    if (pieces[next]?.text === '<') while (next < pieces.length && pieces[next++]?.text !== '>');
    const { text: word = '', kind } = pieces[next] ?? {};
    if (isAssigned && kind === 'name' && pieces[next + 1]?.text === '=>')
      return [{ name: piece.text, parameters: [word], ...bodyBehind(pieces, next + 2) }];
    if (word !== '(') return [];
    const behind = closing(pieces, next + 1);
    const parameters = parametersOf(pieces, next + 1, behind - 1);
    const arrow = arrowBehind(pieces, behind);
    if (isAssigned && arrow !== undefined) return [{ name: piece.text, parameters, ...bodyBehind(pieces, arrow + 1) }];
    const isNamed = pieces[at - 1]?.text === 'function' || isFunction || isMethod(pieces, at);
    const open = isNamed ? braceBehind(pieces, behind) : undefined;
    return open === undefined ? [] : [{ name: piece.text, parameters, ...bodyBehind(pieces, open) }];
  });
}

/** The brace of a body, behind the parameters and the type of what is returned. */
export function braceBehind(pieces: readonly Piece[], behind: number): number | undefined {
  for (let at = behind; at < pieces.length; at++) {
    const { text } = pieces[at]!;
    if (/^[;=,)]$/.test(text)) return undefined;
    if (text !== '{') continue;
    // A brace of the type itself: `: Promise<{ ok: boolean }> {`.
    if (!/^[:<|&]$/.test(pieces[at - 1]?.text ?? '')) return at;
    at = closing(pieces, at + 1) - 1;
  }
  return undefined;
}

/** `name(a) {` in a class or an object; a call has no brace behind it. */
function isMethod(pieces: readonly Piece[], at: number): boolean {
  const behind = pieces[closing(pieces, at + 2)]?.text ?? '';
  return (
    pieces[at + 1]?.text === '(' &&
    /^[{:]$/.test(behind) &&
    /^([{};,]|async|static|public|private|get)$/.test(pieces[at - 1]?.text ?? '')
  );
}

/** The `=>` behind parameters, past the type of what is returned. */
export function arrowBehind(pieces: readonly Piece[], behind: number): number | undefined {
  if (pieces[behind]?.text === '=>') return behind;
  if (pieces[behind]?.text !== ':') return undefined;
  let arrow = behind + 1;
  while (arrow < pieces.length && !/^(=>|;|=|\{)$/.test(pieces[arrow]!.text)) arrow++;
  return pieces[arrow]?.text === '=>' ? arrow : undefined;
}

export function bodyBehind(pieces: readonly Piece[], begin: number): Pick<FunctionPlace, 'begin' | 'end'> {
  if (pieces[begin]?.text === '{') return { begin, end: closing(pieces, begin + 1) };
  let depth = 0;
  for (let at = begin; at < pieces.length; at++) {
    const { text } = pieces[at]!;
    if (/^[([{]$/.test(text)) depth++;
    if ((/^[)\]}]$/.test(text) && --depth < 0) || (depth === 0 && /^(;|export|module|exports)$/.test(text)))
      return { begin, end: at };
  }
  return { begin, end: pieces.length };
}

/** @param end the closing bracket */
function parametersOf(pieces: readonly Piece[], from: number, end: number): FunctionPlace['parameters'] {
  return argumentsOf(pieces, from, end, /^[([{<)\]}>]$/).map((at) => {
    const { text } = pieces[at]!;
    return text === '{' ? outerNames(pieces, at).names : text;
  });
}

/** Where each argument of a call begins. @param end the closing bracket @param brackets in which commas part nothing */
export function argumentsOf(pieces: readonly Piece[], from: number, end: number, brackets = /^[([{)\]}]$/): number[] {
  const begins: number[] = from < end ? [from] : [];
  let depth = 0;
  for (let at = from; at < end; at++) {
    const { text } = pieces[at]!;
    if (brackets.test(text)) depth += /[([{<]/.test(text) ? 1 : -1;
    if (text === ',' && depth === 0 && at + 1 < end) begins.push(at + 1);
  }
  return begins;
}
