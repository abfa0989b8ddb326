/** Statements, tokens and what a module exports, line by line in `tables/`. */
import path from 'node:path';
import { test } from 'vitest';
import { exportsOf } from '../../core/handlers';
import { javascriptTokens } from '../../core/handlers/javascriptTokens';
import { pythonStatements } from '../../core/handlers/pythonStatements';
import { expectAnswers } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);
const unescaped = (written: string): string =>
  written.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\r', '\r').replaceAll('\\\\', '\\');

test('statements', () =>
  expectAnswers(table('statements'), (written) => {
    const text = written.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
    const told = [...pythonStatements(text)].map(
      ({ indent, tokens }) =>
        `${indent}: ${tokens.map((token) => `${token.text} ${token.kind} ${token.start}-${token.end}`).join(', ')}`,
    );
    return told.join(' | ') || 'none';
  }));

/** `↵` before the first token of a line, `DEPTH/BODIES` where they are not 0, `⤵N` for the bracket that token N closes. */
test('tokens', () =>
  expectAnswers(table('tokens'), (written) => {
    const told = javascriptTokens(unescaped(written)).map(({ kind, text, onNewLine, depth, bodyDepth, close }) => {
      const around = depth + bodyDepth > 0 ? ` ${depth}/${bodyDepth}` : '';
      return `${onNewLine ? '↵' : ''}${text} ${kind}${around}${close < 0 ? '' : ` ⤵${close}`}`;
    });
    return told.join(', ') || 'none';
  }));

/** `name@START line LINE of FROM-TO`, zero-based; `START` is told by what stands there. */
test('exports', () =>
  expectAnswers(table('exports'), (written) => {
    const [, file = '', source = ''] = /^(\S+): ?(.*)$/.exec(written)!;
    const text = unescaped(source);
    const told = exportsOf(file, text).map(({ name, start, line, from, to, takesEvent }) => {
      const place = from === to ? `${line}` : `${line} of ${from}-${to}`;
      return `${name} at ${JSON.stringify(text.slice(start, start + 12))} in ${place}${takesEvent ? '' : ' without an event'}`;
    });
    return told.join('; ') || 'none';
  }));
