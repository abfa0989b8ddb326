/** What expressions and states refer to, line by line in `tables/`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { readJsonata } from '../../core/facts/jsonataReferences';
import { variableReferences } from '../../core/facts/variableReferences';
import { isQueryProblem } from '../../core/query';
import { expectAnswers } from '../harness/golden';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);

test('what a JSONata expression refers to', () =>
  expectAnswers(table('jsonataReferences'), (source) => {
    const read = readJsonata(source);
    if (isQueryProblem(read)) return `at ${read.offset}+${read.length}: ${read.message}`;
    const places = [...read.variables, ...read.states, ...read.rootless];
    for (const { offset, length } of places)
      expect(length > 0 && offset >= 0 && offset + length <= source.length).toBe(true);
    const shown = (all: readonly { readonly offset: number; readonly length: number }[]): string =>
      all.map(({ offset, length }) => `${source.slice(offset, offset + length)}@${offset}`).join(' ') || 'none';
    const states = read.states.map(({ name, steps }) => `${name}[${steps.join('.')}]`).join(' ');
    return `variables ${shown(read.variables)}; states ${shown(read.states)} ${states}; rootless ${shown(read.rootless)}`;
  }));

test('which variables states refer to', () =>
  expectAnswers(table('variableReferences'), (states) =>
    JSON.stringify(variableReferences(`{"StartAt": "A", ${states}}`)),
  ));
