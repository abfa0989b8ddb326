/** Reads filters `[?( … )]` and the arguments of tail functions, after Jayway's FilterCompiler. */
import { readDecimal } from '../../jsonNumber';
import type { Json } from '../../json';
import { LimitedRegExp } from '../limitedRegExp';
import type { Characters } from './characters';
import { PathSyntaxError, unescapeText } from './characters';
import type { FilterCondition, FilterOperand, FilterOperator, PathStep } from './pathSyntax';
import { FILTER_OPERATORS } from './pathSyntax';
import { readLenientJson } from './lenientJson';

/** Reads what follows the root of a path: a path may hold filters, and a filter paths. */
type ReadSteps = (path: Characters) => PathStep[];

const OPERATOR_CHARACTERS = '<>=~!';

/**
 * Reads the condition between `from` and `to`. The path's cursor is at the start of the whole `[?(…)]`,
 * which reaches to `end`; Jayway's messages quote it with positions counted from its own beginning.
 */
export function readFilter(
  path: Characters,
  { from, to, end }: { readonly from: number; readonly to: number; readonly end: number },
  readSteps: ReadSteps,
): FilterCondition {
  const { text, position: start } = path;
  const filter = path.part(from, to);
  try {
    const condition = readOr(filter, readSteps);
    filter.skipBlanks();
    if (filter.inBounds()) {
      filter.fail(`Expected end of filter expression instead of: ${filter.slice(filter.position, to)}`);
    }
    return condition;
  } catch (error) {
    // Jayway lets its own errors through; a failed number or an end too early is reported with the whole filter.
    if (!(error instanceof UnreadableLiteral)) throw error;
    const whole = text.slice(start, end);
    throw new PathSyntaxError(
      `Failed to parse filter: ${whole}, error on position: ${filter.position - start}, char: ${text.charAt(filter.position)}`,
      filter.position,
    );
  }
}

class UnreadableLiteral extends Error {}

function readOr(filter: Characters, readSteps: ReadSteps): FilterCondition {
  return readChain(filter, 'or', '||', () => readChain(filter, 'and', '&&', () => readOperandOfAnd(filter, readSteps)));
}

function readChain(
  filter: Characters,
  kind: 'or' | 'and',
  sign: string,
  readNext: () => FilterCondition,
): FilterCondition {
  const conditions = [readNext()];
  while (filter.text.startsWith(sign, filter.skipBlanks().position) && filter.inBounds()) {
    filter.position += 2;
    conditions.push(readNext());
  }
  return conditions.length === 1 ? conditions[0]! : { kind, conditions };
}

function readOperandOfAnd(filter: Characters, readSteps: ReadSteps): FilterCondition {
  const isPathNext = (character: string) => character === '$' || character === '@';
  if (filter.skipBlanks().current === '!' && !isPathNext(filter.nextSignificant())) {
    filter.position++;
    return { kind: 'not', condition: readOperandOfAnd(filter, readSteps) };
  }
  if (filter.current === '(') {
    filter.position++;
    const condition = readOr(filter, readSteps);
    if (filter.skipBlanks().current !== ')') filter.fail('Expected character: )');
    filter.position++;
    return condition;
  }
  return readComparison(filter, readSteps);
}

function readComparison(filter: Characters, readSteps: ReadSteps): FilterCondition {
  const left = readOperand(filter, readSteps);
  const afterLeft = filter.position;
  try {
    const operator = readOperator(filter);
    return { kind: 'comparison', operator, left, right: readOperand(filter, readSteps) };
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    filter.position = afterLeft;
  }
  if (left.kind !== 'path') return filter.fail('Expected path node');
  return { kind: 'exists', operand: left };
}

function readOperator(filter: Characters): FilterOperator {
  const start = filter.skipBlanks().position;
  const isSign = OPERATOR_CHARACTERS.includes(filter.current || ' ');
  while (filter.inBounds() && (isSign ? OPERATOR_CHARACTERS.includes(filter.current) : filter.current !== ' ')) {
    filter.position++;
  }
  const name = filter.slice(start, filter.position);
  const operator = FILTER_OPERATORS.find((known) => known === name.toLowerCase());
  return operator ?? filter.fail(`Filter operator ${name} is not supported!`, start);
}

function readOperand(filter: Characters, readSteps: ReadSteps): FilterOperand {
  const character = filter.skipBlanks().current;
  if (character === '$' || character === '@') return readOperandPath(filter, readSteps, true);
  if (character === '!') {
    filter.position++;
    const next = filter.skipBlanks().current;
    if (next === '$' || next === '@') return readOperandPath(filter, readSteps, false);
    return filter.fail('Unexpected character: !');
  }
  return (filter.bareWords && readBareWord(filter)) || (LITERALS[character] ?? readNumber)(filter);
}

function readOperandPath(
  filter: Characters,
  readSteps: ReadSteps,
  shouldExist: boolean,
): FilterOperand & { kind: 'path' } {
  const start = filter.position;
  filter.position++;
  while (filter.inBounds()) {
    if (filter.current === '[') {
      const close = filter.indexOfClosing(filter.position, false);
      if (close === -1) filter.fail(`Square brackets does not match in filter ${filter.text}`);
      filter.position = close + 1;
      continue;
    }
    const character = filter.current;
    const endsPath = character === ')' && !closesFunction(filter, start);
    if (endsPath || character === ' ' || OPERATOR_CHARACTERS.includes(character)) break;
    filter.position++;
  }
  const path = filter.part(start + 1, filter.position);
  const from = filter.at(start) === '@' ? 'item' : 'document';
  return { kind: 'path', from, steps: readSteps(path), shouldExist };
}

function closesFunction(filter: Characters, lowerBound: number): boolean {
  const open = filter.previousSignificant();
  return filter.at(open) === '(' && filter.text.slice(lowerBound + 1, open).includes('.');
}

const LITERALS: Readonly<Record<string, (filter: Characters) => FilterOperand>> = {
  "'": readString,
  '"': readString,
  t: (filter) => readWord(filter, 'true', true, 'Expected boolean literal'),
  f: (filter) => readWord(filter, 'false', false, 'Expected boolean literal'),
  n: (filter) => readWord(filter, 'null', null, 'Expected <null> value'),
  '{': readJson,
  '[': readJson,
  '/': readPattern,
};

/** `==Receipt`: seen in many running machines, where quotes would end the text of an intrinsic call. */
function readBareWord(filter: Characters): FilterOperand | undefined {
  const word = /^[\p{L}\p{N}_.:/+#%-]+/u.exec(filter.slice(filter.position, filter.end))?.[0];
  if (word === undefined || word.startsWith('/') || ['true', 'false', 'null'].includes(word)) return undefined;
  if (!Number.isNaN(Number(word))) return undefined;
  filter.position += word.length;
  return { kind: 'literal', value: word };
}

function readString(filter: Characters): FilterOperand {
  const quote = filter.current;
  const close = filter.indexOfUnescaped(quote, filter.position + 1);
  if (close === -1) filter.fail(`String literal does not have matching quotes. Expected ${quote} in ${filter.text}`);
  const value = unescapeText(filter.slice(filter.position + 1, close), quote);
  filter.position = close + 1;
  return { kind: 'literal', value };
}

function readWord(filter: Characters, word: string, value: Json, message: string): FilterOperand {
  if (filter.slice(filter.position, filter.position + word.length) !== word) filter.fail(message);
  filter.position += word.length;
  return { kind: 'literal', value };
}

function readJson(filter: Characters): FilterOperand {
  const start = filter.position;
  const close = filter.indexOfClosing(start, false);
  if (close === -1) filter.fail(`String not closed. Expected ' in ${filter.text}`);
  const value = readLenientJson(filter.slice(start, close + 1));
  if (value === undefined) filter.fail(`Could not read ${filter.slice(start, close + 1)} as JSON`);
  filter.position = close + 1;
  return { kind: 'literal', value: value! };
}

function readPattern(filter: Characters): FilterOperand {
  const start = filter.position;
  const close = filter.indexOfUnescaped('/', start + 1);
  if (close === -1) filter.fail(`Pattern not closed. Expected / in ${filter.text}`);
  let end = close + 1;
  while (/[a-zA-Z]/.test(filter.at(end))) end++;
  // Java matches the whole text; its flags d, x and U have no JavaScript counterpart and are dropped.
  const flags = [...new Set(filter.slice(close + 1, end))].filter((flag) => 'ims'.includes(flag)).join('');
  filter.position = end;
  try {
    return { kind: 'pattern', pattern: new LimitedRegExp(`^(?:${filter.slice(start + 1, close)})$`, flags) };
  } catch {
    return filter.fail(`Could not compile the pattern ${filter.slice(start, end)}`, start);
  }
}

function readNumber(filter: Characters): FilterOperand {
  const start = filter.position;
  let end = start;
  while (/[-0-9.eE+]/.test(filter.at(end) || ' ')) end++;
  const text = filter.slice(start, end);
  const double = text === '' ? NaN : Number(text);
  if (Number.isNaN(double)) throw new UnreadableLiteral();
  const value = /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? readDecimal(text) : double;
  filter.position = end;
  return { kind: 'literal', value };
}

/** Reads `( … )` at the cursor and leaves the cursor after it. */
export function readFunctionArguments(path: Characters, name: string, readSteps: ReadSteps): FilterOperand[] {
  const open = path.position;
  const close = path.indexOfClosing(open, false);
  if (close === -1) path.fail(`Arguments to function: '${name}' are not closed properly.`);
  const list = path.part(open + 1, close);
  const args: FilterOperand[] = [];
  while (list.skipBlanks().inBounds()) {
    args.push(readArgument(list, readSteps));
    if (list.skipBlanks().current === ',') list.position++;
    else if (list.inBounds()) list.fail(`Expected , or ) in the arguments of function: '${name}'`);
  }
  path.position = close + 1;
  return args;
}

function readArgument(list: Characters, readSteps: ReadSteps): FilterOperand {
  try {
    return readOperand(list, readSteps);
  } catch (error) {
    if (error instanceof UnreadableLiteral) list.fail('Expected a path, string or number');
    throw error;
  }
}
