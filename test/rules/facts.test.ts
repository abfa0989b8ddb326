/** What expressions and states refer to, line by line in `tables/`. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { certaintiesOf } from '../../core/facts/certainFailures';
import { failingCalls } from '../../core/facts/failingCalls';
import { readJsonata } from '../../core/facts/jsonataReferences';
import { variableReferences } from '../../core/facts/variableReferences';
import { isQueryProblem, parseIntrinsic } from '../../core/query';
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

/** The part, the words of a run, and the functions of the library it rests on. */
test('what of a JSONata expression fails on every input', () =>
  expectAnswers(table('certainFailures'), async (source) => {
    const { failures } = await certaintiesOf(source, () => Promise.resolve());
    const told = failures.map(({ offset, length, words, names, variable }) => {
      const rests = [...names.map((name) => `$${name}`), ...(variable === undefined ? [] : [`variable ${variable}`])];
      const why = words.replace(/^.*?(?=[TDS]\d{4}: )/, '');
      return `${source.slice(offset, offset + length)}@${offset}: ${why}${rests.length > 0 ? ` (${rests.join(', ')})` : ''}`;
    });
    return told.join('; ') || 'nothing';
  }));

test('which intrinsic calls fail on every input', () =>
  expectAnswers(table('failingCalls'), (text) => {
    const call = parseIntrinsic(text);
    if (isQueryProblem(call) || call.kind !== 'call') return 'no call';
    const found = failingCalls(text, call);
    expect(failingCalls(text, call)).toEqual(found);
    const told = found.map(({ offset, length, cause }) => `${text.slice(offset, offset + length)}@${offset}: ${cause}`);
    return told.join('; ') || 'nothing';
  }));

test('which variables states refer to', () =>
  expectAnswers(table('variableReferences'), (states) =>
    JSON.stringify(variableReferences(`{"StartAt": "A", ${states}}`)),
  ));
