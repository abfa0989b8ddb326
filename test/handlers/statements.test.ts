/** Python's statements with their levels, line by line in `tables/statements.txt`. */
import path from 'node:path';
import { test } from 'vitest';
import { pythonStatements } from '../../core/handlers/pythonStatements';
import { expectAnswers } from '../harness/golden';

test('statements', () =>
  expectAnswers(path.join(__dirname, 'tables/statements.txt'), (written) => {
    const text = written.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
    const told = [...pythonStatements(text)].map(
      ({ indent, tokens }) =>
        `${indent}: ${tokens.map((token) => `${token.text} ${token.kind} ${token.start}-${token.end}`).join(', ')}`,
    );
    return told.join(' | ') || 'none';
  }));
