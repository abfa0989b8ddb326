/** What a call's arguments say by themselves: texts, variables of the environment, and constants that are such. */
import { argumentsOf } from '../functionPlaces';
import { closing, type Piece } from '../pieces';
import type { CodeInput, CodeValue } from './codeCall';

/** @param open the bracket of a call: `f({ Name: 'a' })`, `f(Name="a")` */
export function argumentsAt(pieces: readonly Piece[], open: number): CodeInput {
  const isObject = pieces[open + 1]?.text === '{';
  const from = open + (isObject ? 2 : 1);
  const begins = argumentsOf(pieces, from, closing(pieces, from) - 1);
  return Object.fromEntries(
    begins.flatMap((at): [string, CodeValue][] => {
      const name = pieces[at]!.text.replace(/^["']|["']$/g, '');
      const isGiven = /^[:=]$/.test(pieces[at + 1]?.text ?? '');
      const value = valueAt(pieces, isGiven ? at + 2 : at);
      return value && (isGiven || isObject) ? [[name, value]] : [];
    }),
  );
}

/** Names that lead to names. */
const MOST_NAMES = 3;

/** Undefined: the code does not say it. */
export function valueAt(pieces: readonly Piece[], at: number, depth = 0): CodeValue | undefined {
  const words = pieces.slice(at, at + 8).map(({ text }) => text);
  const line = words.join(' ');
  const [, variable] =
    /^(?:process \. env(?: \.| \[)|os \. (?:environ(?: \[| \. get \()|getenv \()) ["']?(\w+)/.exec(line) ?? [];
  if (variable !== undefined) return { variable };
  const { kind, text } = pieces[at] ?? { kind: 'mark' as const, text: '' };
  const isWhole = /^(?:[,;)}\]]|const|let|var|export)$/.test(words[1] ?? ';') || pieces[at + 1]?.indent !== undefined;
  if (kind === 'string' && isWhole && !text.includes('${')) return { text: text.slice(1, -1) };
  if (kind !== 'name' || !(isWhole || words[1] === '!') || depth >= MOST_NAMES) return undefined;
  const given = pieces.findIndex((piece, index) => index !== at && piece.text === text && isAssigned(pieces, index));
  return given < 0 ? undefined : valueAt(pieces, given + 2, depth + 1);
}

function isAssigned(pieces: readonly Piece[], at: number): boolean {
  const isOwn = pieces[at]?.indent !== undefined || /^(?:const|let|var)$/.test(pieces[at - 1]?.text ?? '');
  return isOwn && pieces[at + 1]?.text === '=';
}
