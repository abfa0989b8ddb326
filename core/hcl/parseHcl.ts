import { phrase } from '../l10n/phrase';
import { Cursor, DEEPEST_NESTING } from './cursor';
import { parseExpression } from './parseExpression';
import type { Attribute, Block, HclBody, HclFile, Label } from './tree';

/** Reads a file of Terraform's, OpenTofu's or Terragrunt's language, or one of variables' values. Never fails. */
export function parseHcl(text: string): HclFile {
  const cursor = new Cursor(text);
  const body = parseBody(cursor, false);
  return { body: { ...body, span: { start: 0, end: text.length } }, problems: cursor.problems };
}

function parseBody(cursor: Cursor, isNested: boolean): HclBody {
  const start = cursor.at;
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.isAtEnd) {
      if (isNested || cursor.at >= cursor.text.length) break;
      cursor.release();
      continue;
    }
    if (isNested && cursor.sees('}')) break;
    const before = cursor.at;
    const mistakes = cursor.problems.length;
    const found = parseStatement(cursor);
    if (found && 'labels' in found) blocks.push(found);
    else if (found) attributes.push(found);
    cursor.skip(false);
    if (cursor.isAtEnd || cursor.sees('\n') || (isNested && cursor.sees('}'))) continue;
    if (cursor.problems.length === mistakes) {
      const message = cursor.sees(',')
        ? phrase`A new line separates arguments: remove this comma.`
        : phrase`A new line is expected here.`;
      cursor.report(message, cursor.at, cursor.at + 1);
    }
    cursor.at = Math.max(cursor.lineEnd(), before + 1);
  }
  return { attributes, blocks, span: cursor.span(start) };
}

function parseStatement(cursor: Cursor): Attribute | Block | undefined {
  const start = cursor.at;
  // A key in quotes is no HCL, but files of variables have had it.
  const name = cursor.takeIdentifier() ?? quotedWord(cursor)?.text;
  if (name === undefined) {
    cursor.report(phrase`A name is expected here.`, start, start + 1);
    return undefined;
  }
  const nameSpan = cursor.span(start);
  cursor.skip(false);
  if (cursor.sees('=') && !cursor.sees('==')) {
    cursor.at++;
    cursor.skip(false);
    cursor.lastEnd = cursor.at;
    cursor.depth++;
    const value = parseExpression(cursor, false);
    cursor.depth--;
    return { name, nameSpan, value, span: cursor.span(start, cursor.lastEnd) };
  }
  const labels: Label[] = [];
  for (;;) {
    const label = quotedWord(cursor) ?? bareWord(cursor);
    if (!label) break;
    labels.push(label);
    cursor.skip(false);
  }
  const open = cursor.at;
  if (!cursor.sees('{') || cursor.depth >= DEEPEST_NESTING) {
    cursor.report(phrase`An = or a block in { } is expected after ${name}.`, start, cursor.at);
    return undefined;
  }
  cursor.at++;
  cursor.depth++;
  const body = parseBody(cursor, true);
  cursor.depth--;
  if (!cursor.take('}')) cursor.report(phrase`A closing } is missing for this.`, open, open + 1);
  return { type: name, labels, body, span: cursor.span(start) };
}

function quotedWord(cursor: Cursor): Label | undefined {
  if (!cursor.sees('"')) return undefined;
  const start = cursor.at + 1;
  const end = cursor.text.slice(0, cursor.lineEnd()).indexOf('"', start);
  if (end < 0) return undefined;
  cursor.at = end + 1;
  return { text: cursor.text.slice(start, end), span: cursor.span(start, end) };
}

function bareWord(cursor: Cursor): Label | undefined {
  const start = cursor.at;
  const text = cursor.takeIdentifier();
  return text === undefined ? undefined : { text, span: cursor.span(start) };
}
