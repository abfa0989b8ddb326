/** What a payload template comes to as text, put together from its own text and that of the input it hands on. */
import { isJsonObject, type Json, type JsonObject } from '../json';
import { jsonText } from '../jsonText';
import { templateMembers } from './templateMembers';

/** A piece of text, or the place in the template's value of what an expression gave. */
type Piece = string | Place;

interface Place {
  readonly path: readonly (string | number)[];
  /** The expression is `$`. */
  readonly isInput: boolean;
}

/**
 * How to write what a template comes to; undefined where writing its value as a whole is as good: it hands the input
 * on nowhere, or not as it is. `value`: of the template, `inputText`: what `$` is in it, as we write it.
 */
export function compileTemplateText(template: Json): ((value: Json, inputText: string) => string) | undefined {
  const pieces: Piece[] = [];
  if (!addPieces(template, [], pieces)) return undefined;
  if (!pieces.some((piece) => typeof piece !== 'string' && piece.isInput)) return undefined;
  return (value, inputText) => {
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece;
      else text += piece.isInput ? inputText : jsonText(valueAt(value, piece.path));
    }
    return text;
  };
}

/** False where the members would not stand in the order of the template. */
function addPieces(template: Json, path: Place['path'], pieces: Piece[]): boolean {
  if (isJsonObject(template)) return addMembers(template, path, pieces);
  if (!Array.isArray(template)) return add(pieces, jsonText(template));
  const isWritten = template.every((item, index) => {
    add(pieces, index === 0 ? '[' : ',');
    return addPieces(item, [...path, index], pieces);
  });
  return add(pieces, template.length === 0 ? '[]' : ']') && isWritten;
}

function addMembers(template: JsonObject, path: Place['path'], pieces: Piece[]): boolean {
  const members = templateMembers(template);
  const keys = new Set(members.map(({ key }) => key));
  if (keys.size < members.length || [...keys].some(isMoved)) return false;
  const isWritten = members.every(({ key, value, isExpression }, index) => {
    add(pieces, `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`);
    const at = [...path, key];
    if (!isExpression) return addPieces(value, at, pieces);
    return pieces.push({ path: at, isInput: value === '$' });
  });
  return add(pieces, members.length === 0 ? '{}' : '}') && isWritten;
}

/** JavaScript puts indexes before all other keys. */
function isMoved(key: string): boolean {
  return key === '__proto__' || /^\d+$/.test(key);
}

/** Behind another piece of text it becomes one with that. */
function add(pieces: Piece[], text: string): true {
  const last = pieces.at(-1);
  if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
  else pieces.push(text);
  return true;
}

function valueAt(value: Json, path: Place['path']): Json {
  let inner = value;
  for (const step of path) inner = (inner as { [step: string | number]: Json })[step]!;
  return inner;
}
