import { phrase } from '../l10n/phrase';
import { Cursor, DEEPEST_NESTING } from './cursor';
import { forNames, parseHeredoc, parseQuoted, parseWhole } from './parseTemplate';
import { SPLAT_ITEM } from './tree';
import { hclNumber } from './numbers';
import type { Expression, HclProblem, ObjectItem, TemplateExpression } from './tree';

/** From the loosest to the tightest. Source: HCL native syntax, "Operators". */
const OPERATORS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads an expression, the cursor at its begin.
 *
 * @param acrossLines whether a line break means nothing, as within parentheses
 */
export function parseExpression(cursor: Cursor, acrossLines = false): Expression {
  if (cursor.depth >= DEEPEST_NESTING) return tooDeep(cursor);
  cursor.depth++;
  const start = cursor.at;
  const condition = binary(cursor, acrossLines, 0);
  const found = cursor.take('?') ? conditional(cursor, acrossLines, start, condition) : condition;
  cursor.depth--;
  return found;
}

/** The template that a text is as a whole: a template's file, a string of Terraform's JSON. */
export function parseTemplateText(
  text: string,
  place?: (offset: number) => number,
): { readonly template: TemplateExpression; readonly problems: readonly HclProblem[] } {
  const cursor = new Cursor(text, place);
  const template = parseWhole(cursor, inside);
  return { template, problems: cursor.problems };
}

const inside = (cursor: Cursor): Expression => parseExpression(cursor, true);

function tooDeep(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.report(phrase`This is nested too deep to be read.`, start, start + 1);
  cursor.at = cursor.lineEnd();
  cursor.lastEnd = cursor.at;
  return { kind: 'missing', span: cursor.span(start) };
}

function missing(cursor: Cursor): Expression {
  cursor.report(phrase`A value is missing here.`, cursor.at, cursor.at + 1);
  cursor.lastEnd = cursor.at;
  return { kind: 'missing', span: cursor.span(cursor.at) };
}

function conditional(cursor: Cursor, acrossLines: boolean, start: number, condition: Expression): Expression {
  cursor.skip(acrossLines);
  const then = parseExpression(cursor, acrossLines);
  let otherwise: Expression;
  if (cursor.take(':')) {
    cursor.skip(acrossLines);
    otherwise = parseExpression(cursor, acrossLines);
  } else otherwise = missing(cursor);
  return { kind: 'conditional', condition, then, otherwise, span: cursor.span(start, cursor.lastEnd) };
}

function binary(cursor: Cursor, acrossLines: boolean, level: number): Expression {
  const operators = OPERATORS[level];
  if (!operators) return unary(cursor, acrossLines);
  const start = cursor.at;
  let left = binary(cursor, acrossLines, level + 1);
  for (;;) {
    const operator = operators.find((each) => cursor.sees(each));
    if (operator === undefined) return left;
    cursor.take(operator);
    cursor.skip(acrossLines);
    const right = binary(cursor, acrossLines, level + 1);
    left = { kind: 'binary', operator, left, right, span: cursor.span(start, cursor.lastEnd) };
  }
}

function unary(cursor: Cursor, acrossLines: boolean): Expression {
  const start = cursor.at;
  const operator = cursor.character;
  if ((operator !== '!' && operator !== '-') || cursor.depth >= DEEPEST_NESTING) return postfix(cursor, acrossLines);
  cursor.at++;
  cursor.skip(acrossLines);
  cursor.depth++;
  const operand = unary(cursor, acrossLines);
  cursor.depth--;
  return { kind: 'unary', operator, operand, span: cursor.span(start, cursor.lastEnd) };
}

function postfix(cursor: Cursor, acrossLines: boolean): Expression {
  const start = cursor.at;
  let found = traversed(cursor, primary(cursor), start, true);
  for (;;) {
    cursor.lastEnd = cursor.at;
    cursor.skip(acrossLines);
    // `a .b` is one expression, and so is `a\n.b` where line breaks mean nothing.
    if (!(cursor.sees('.') || cursor.sees('[')) || cursor.sees('...')) return found;
    const before = cursor.at;
    found = traversed(cursor, found, start, true);
    if (cursor.at === before) return found;
  }
}

/** Reads `.name`, `[key]`, `.0`, `[*]` and `.*` behind a value. */
function traversed(cursor: Cursor, from: Expression, start: number, mayIndex: boolean): Expression {
  let found = from;
  for (;;) {
    const before = cursor.at;
    if (cursor.sees('.') && !cursor.sees('...')) {
      cursor.at++;
      cursor.skip(false);
      const name = cursor.takeIdentifier();
      if (name !== undefined) found = { kind: 'attribute', of: found, name, span: cursor.span(start) };
      else if (/\d/.test(cursor.character)) found = legacyIndex(cursor, found, start);
      else if (cursor.take('*')) found = splat(cursor, found, start, false);
      else {
        cursor.report(phrase`A name is missing after this dot.`, before, before + 1);
        return found;
      }
    } else if (mayIndex && cursor.sees('[')) {
      cursor.at++;
      cursor.skip(true);
      if (/^\*\s*\]/.test(cursor.text.slice(cursor.at, cursor.at + 20))) {
        cursor.at = cursor.text.indexOf(']', cursor.at) + 1;
        found = splat(cursor, found, start, true);
        continue;
      }
      const key = parseExpression(cursor, true);
      close(cursor, ']', before);
      found = { kind: 'index', of: found, key, span: cursor.span(start) };
    } else return found;
  }
}

function legacyIndex(cursor: Cursor, of: Expression, start: number): Expression {
  const from = cursor.at;
  while (/\d/.test(cursor.character)) cursor.at++;
  const key: Expression = {
    kind: 'literal',
    value: Number(cursor.text.slice(from, cursor.at)),
    span: cursor.span(from),
  };
  return { kind: 'index', of, key, span: cursor.span(start) };
}

function splat(cursor: Cursor, of: Expression, start: number, mayIndex: boolean): Expression {
  const item: Expression = { kind: 'variable', name: SPLAT_ITEM, span: cursor.span(cursor.at) };
  const each = traversed(cursor, item, cursor.at, mayIndex);
  return { kind: 'splat', of, each, span: cursor.span(start) };
}

function primary(cursor: Cursor): Expression {
  const start = cursor.at;
  const { character } = cursor;
  if (character === '"') return parseQuoted(cursor, inside);
  if (cursor.sees('<<')) return parseHeredoc(cursor, inside);
  if (character === '(') {
    cursor.at++;
    cursor.skip(true);
    const inner = parseExpression(cursor, true);
    close(cursor, ')', start);
    return inner;
  }
  if (character === '[') return bracketed(cursor);
  if (character === '{') return braced(cursor);
  NUMBER.lastIndex = start;
  const number = cursor.isAtEnd ? undefined : NUMBER.exec(cursor.text)?.[0];
  if (number !== undefined) {
    cursor.at += number.length;
    return { kind: 'literal', value: hclNumber(number), span: cursor.span(start) };
  }
  const name = cursor.takeIdentifier();
  if (name === undefined) return missing(cursor);
  if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true', span: cursor.span(start) };
  if (name === 'null') return { kind: 'literal', value: null, span: cursor.span(start) };
  return callOr(cursor, name, start);
}

/** A function's call, where a parenthesis follows: `provider::aws::arn_parse(…)` too. */
function callOr(cursor: Cursor, first: string, start: number): Expression {
  let name = first;
  while (cursor.sees('::')) {
    cursor.at += 2;
    name += `::${cursor.takeIdentifier() ?? ''}`;
  }
  const variable: Expression = { kind: 'variable', name, span: cursor.span(start) };
  const behind = /^[ \t]*\(/.exec(cursor.text.slice(cursor.at, cursor.at + 20));
  if (!behind || cursor.isAtEnd) return variable;
  const open = cursor.at + behind[0].length - 1;
  cursor.at = open + 1;
  const given: Expression[] = [];
  let isExpanded = false;
  list(cursor, ')', open, () => {
    given.push(parseExpression(cursor, true));
    isExpanded = cursor.take('...');
  });
  return { kind: 'call', name, arguments: given, isExpanded, span: cursor.span(start) };
}

function bracketed(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at++;
  cursor.skip(true);
  if (cursor.takeWord('for')) return forExpression(cursor, 'tuple', start);
  const items: Expression[] = [];
  list(cursor, ']', start, () => void items.push(parseExpression(cursor, true)));
  return { kind: 'tuple', items, span: cursor.span(start) };
}

/** Reads items between commas up to a closing character, which is read too. */
function list(cursor: Cursor, closing: string, open: number, item: () => void): void {
  for (;;) {
    cursor.skip(true);
    if (cursor.isAtEnd || cursor.sees(closing)) break;
    const before = cursor.at;
    item();
    cursor.skip(true);
    if (cursor.take(',')) continue;
    if (cursor.at === before || !cursor.sees(closing)) break;
  }
  close(cursor, closing, open);
}

/** Reads a closing character, or says that it is missing and goes to the end of the line. */
function close(cursor: Cursor, closing: string, open: number): void {
  cursor.skip(true);
  if (cursor.take(closing)) return;
  cursor.report(phrase`A closing ${closing} is missing for this.`, open, open + 1);
  if (cursor.isAtEnd) return;
  const end = cursor.lineEnd();
  const found = cursor.text.slice(cursor.at, end).indexOf(closing);
  cursor.at = found < 0 ? end : cursor.at + found + 1;
}

function braced(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.at++;
  cursor.skip(true);
  if (cursor.word() === 'for' && /^for\s+[\p{ID_Start}_]/u.test(cursor.text.slice(cursor.at, cursor.at + 20))) {
    cursor.takeWord('for');
    return forExpression(cursor, 'object', start);
  }
  const items: ObjectItem[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.isAtEnd || cursor.sees('}')) break;
    const before = cursor.at;
    items.push(objectItem(cursor));
    cursor.skip(false);
    if (cursor.take(',') || cursor.sees('\n') || cursor.sees('}') || cursor.isAtEnd) continue;
    cursor.report(phrase`A comma or a new line is missing here.`, cursor.at, cursor.at + 1);
    if (cursor.at === before) cursor.at++;
    else cursor.at = toBreak(cursor);
  }
  if (!cursor.take('}')) cursor.report(phrase`A closing } is missing for this.`, start, start + 1);
  return { kind: 'object', items, span: cursor.span(start) };
}

/** The end of the line, or the brace before it. */
function toBreak(cursor: Cursor): number {
  const end = cursor.lineEnd();
  const brace = cursor.text.slice(cursor.at, end).indexOf('}');
  return brace < 0 ? end : cursor.at + brace;
}

function objectItem(cursor: Cursor): ObjectItem {
  const start = cursor.at;
  const isBare = cursor.word() !== undefined;
  const written = parseExpression(cursor, false);
  const key: Expression =
    isBare && written.kind === 'variable'
      ? {
          kind: 'template',
          form: 'quoted',
          parts: [{ kind: 'text', text: written.name, span: written.span }],
          span: written.span,
        }
      : written;
  cursor.skip(false);
  const separator = cursor.offset(cursor.at);
  let value: Expression;
  if (cursor.take('=') || cursor.take(':')) {
    cursor.skip(false);
    value = parseExpression(cursor, false);
  } else {
    cursor.report(phrase`An = and a value are missing after this key.`, start, Math.max(cursor.at, start + 1));
    value = { kind: 'missing', span: cursor.span(cursor.at) };
    if (cursor.at === start) cursor.at = Math.max(toBreak(cursor), start + 1);
    cursor.lastEnd = cursor.at;
  }
  return { key, value, separator, span: cursor.span(start, Math.max(cursor.lastEnd, start)) };
}

function forExpression(cursor: Cursor, makes: 'tuple' | 'object', start: number): Expression {
  const names = forNames(cursor);
  cursor.skip(true);
  const collection = parseExpression(cursor, true);
  if (!cursor.take(':')) cursor.report(phrase`A : is missing here.`, cursor.at, cursor.at + 1);
  cursor.skip(true);
  let value = parseExpression(cursor, true);
  let key: Expression | undefined;
  if (makes === 'object') {
    key = value;
    if (!cursor.take('=>')) cursor.report(phrase`A => is missing here.`, cursor.at, cursor.at + 1);
    cursor.skip(true);
    value = parseExpression(cursor, true);
  }
  const isGrouped = cursor.take('...');
  cursor.skip(true);
  let condition: Expression | undefined;
  if (cursor.takeWord('if')) {
    cursor.skip(true);
    condition = parseExpression(cursor, true);
  }
  close(cursor, makes === 'tuple' ? ']' : '}', start);
  return { kind: 'for', makes, ...names, collection, key, value, condition, isGrouped, span: cursor.span(start) };
}
