/** Reads paths the way Jayway's compiler does, quirks included; messages and positions are Jayway's. */
import type { QueryProblem } from '../outcome';
import { queryProblem } from '../outcome';
import { Characters, PathSyntaxError, unescapeText } from './characters';
import { readFilter, readFunctionArguments } from './parseFilter';
import type { ParsedPath, PathRoot, PathStep } from './pathSyntax';
import { isDefiniteStep } from './pathSyntax';

const VARIABLE = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u;

/** Reads a path that starts with `$`, `$$` or `$variable`. Never throws. */
export function parsePath(text: string): ParsedPath | QueryProblem {
  const start = text.length - text.trimStart().length;
  if (!text.startsWith('$', start)) {
    const found = text.trim() === '' ? 'is empty' : `starts with '${text.charAt(start)}'`;
    return queryProblem(
      `A path must start with '$' (the state's input), '$$' (the context object) or '$variable'; this one ${found}.`,
      start,
      Math.max(1, text.trim().length),
    );
  }
  const variable = VARIABLE.exec(text.slice(start));
  if (variable) {
    const name = variable[1]!;
    const steps = readSteps(text, start + 1 + name.length, true);
    return 'problem' in steps ? steps : parsed(text, { kind: 'variable', name }, steps);
  }
  const isContext = text.startsWith('$$', start);
  const steps = readSteps(text, start + (isContext ? 2 : 1), true);
  return 'problem' in steps ? steps : parsed(text, { kind: isContext ? 'context' : 'input' }, steps);
}

/**
 * Reads a path as Jayway itself takes it: without variables, with `$.` understood before a bare name,
 * and with quotes demanded around texts in filters.
 */
export function parseJaywayPath(text: string): ParsedPath | QueryProblem {
  const rooted = /^\s*[$@]/.test(text) ? text.trim() : `$.${text.trim()}`;
  const steps = readSteps(rooted, 1, false);
  return 'problem' in steps ? steps : parsed(text, { kind: 'input' }, steps);
}

function parsed(text: string, root: PathRoot, steps: readonly PathStep[]): ParsedPath {
  const definite = steps.every((step, index) => isDefiniteStep(step, index === steps.length - 1));
  const reference = steps.every(
    (step) =>
      (step.kind === 'property' && step.names.length === 1) ||
      (step.kind === 'indices' && step.indices.length === 1 && step.indices[0]! >= 0),
  );
  return { text, root, steps, definite, reference };
}

function readSteps(text: string, start: number, bareWords: boolean): readonly PathStep[] | QueryProblem {
  try {
    const path = new Characters(text, start, text.trimEnd().length);
    path.bareWords = bareWords;
    return readPathSteps(path);
  } catch (error) {
    if (error instanceof PathSyntaxError) return queryProblem(error.message, error.offset, error.length);
    // Brackets nested thousands deep exhaust the stack.
    if (error instanceof RangeError) return queryProblem('This path is nested too deeply.', start, text.length - start);
    throw error;
  }
}

/** Reads everything after the root. Throws {@link PathSyntaxError}. */
export function readPathSteps(path: Characters): PathStep[] {
  const steps: PathStep[] = [];
  if (!path.inBounds()) return steps;
  if (path.at(path.end - 1) === '.') path.fail("Path must not end with a '.' or '..'", path.end - 1);
  if (path.current !== '.' && path.current !== '[') {
    path.fail(`Illegal character at position ${path.position} expected '.' or '['`);
  }
  do readStep(path, steps);
  while (!path.isTail);
  return steps;
}

function readStep(path: Characters, steps: PathStep[]): void {
  if (path.current === '.') readDots(path, steps);
  if (path.current === '[') {
    const step = readBracketNames(path) ?? readBracketIndices(path) ?? readWildcard(path) ?? readBracketFilter(path);
    if (!step) path.fail(`Could not parse token starting at position ${path.position}. Expected ?, ', 0-9, * `);
    else steps.push(step);
  } else if (path.current === '*') {
    path.position++;
    steps.push({ kind: 'wildcard' });
  } else {
    steps.push(readNameOrFunction(path));
  }
}

function readDots(path: Characters, steps: PathStep[]): void {
  if (path.at(path.position + 1) === '.') {
    steps.push({ kind: 'deepScan' });
    path.position++;
  }
  path.position++;
  if (path.current === '.') path.fail(`Character '.' on position ${path.position} is not valid.`);
}

function readNameOrFunction(path: Characters): PathStep {
  const start = path.position;
  if (path.current === ' ' || path.current === '') path.fail(`Could not parse token starting at position ${start}`);
  let index = start;
  for (; path.inBounds(index); index++) {
    const character = path.at(index);
    if (character === ' ') {
      path.fail(`Use bracket notion ['my prop'] if your property contains blank characters. position: ${start}`, start);
    }
    if (character === '.' || character === '[' || character === '(') break;
  }
  const name = path.slice(start, index);
  path.position = index;
  if (path.at(index) !== '(') return { kind: 'property', names: [name], quote: "'" };
  const args = readFunctionArguments(path, name, readPathSteps);
  return { kind: 'function', name, args };
}

function readBracketNames(path: Characters): PathStep | undefined {
  const quote = path.nextSignificant();
  if (quote !== "'" && quote !== '"') return undefined;
  const names: string[] = [];
  let index = path.indexAfterBlanks(path.position);
  for (;;) {
    const close = path.indexOfUnescaped(quote, index + 1);
    if (close === -1) path.fail(`Property has not been closed - missing closing ${quote}`, index);
    names.push(unescapeText(path.slice(index + 1, close), quote));
    const after = path.indexAfterBlanks(close);
    if (path.at(after) === ']') {
      path.position = after + 1;
      return { kind: 'property', names, quote };
    }
    if (path.at(after) === '') path.fail('Property has not been closed - missing closing ]', close);
    if (path.at(after) !== ',') {
      path.fail(
        `Property must be separated by comma or Property must be terminated close square bracket at index ${close}`,
        close,
      );
    }
    index = path.indexAfterBlanks(after);
    if (path.at(index) !== quote) path.fail(`Found empty property at index ${index}`, index);
  }
}

function readBracketIndices(path: Characters): PathStep | undefined {
  if (!/[-0-9:]/.test(path.nextSignificant())) return undefined;
  const close = path.text.indexOf(']', path.position);
  if (close === -1 || close >= path.end) return undefined;
  const text = path.slice(path.position + 1, close).trim();
  if (!/^[-0-9,: ]*$/.test(text)) return undefined;
  const step = text.includes(':') ? readSlice(path, text) : readIndices(path, text);
  path.position = close + 1;
  return step;
}

function readSlice(path: Characters, text: string): PathStep {
  const [from, to] = text.split(':').map((part) => (part.trim() === '' ? undefined : Number(part)));
  if ((from === undefined && to === undefined) || Number.isNaN(from) || Number.isNaN(to)) {
    path.fail(`Failed to parse SliceOperation: ${text}`);
  }
  return { kind: 'slice', from, to };
}

function readIndices(path: Characters, text: string): PathStep {
  const indices = text.split(',').map((part) => {
    if (!/^\s*-?\d+\s*$/.test(part)) path.fail(`Failed to parse token in ArrayIndexOperation: ${part}`);
    return Number(part);
  });
  return { kind: 'indices', indices };
}

function readWildcard(path: Characters): PathStep | undefined {
  const star = path.indexOfNext('*');
  if (star === -1) return undefined;
  const close = path.indexOfNext(']', star);
  if (close === -1) path.fail(`Expected wildcard token to end with ']' on position ${star + 1}`, star + 1);
  path.position = close + 1;
  return { kind: 'wildcard' };
}

function readBracketFilter(path: Characters): PathStep | undefined {
  const question = path.indexOfNext('?');
  const open = question === -1 ? -1 : path.indexOfNext('(', question);
  const close = open === -1 ? -1 : path.indexOfClosing(open, true);
  const end = close === -1 ? -1 : path.indexOfNext(']', close);
  if (end === -1) return undefined;
  const condition = readFilter(path, { from: open + 1, to: close, end: end + 1 }, readPathSteps);
  path.position = end + 1;
  return { kind: 'filter', condition };
}
