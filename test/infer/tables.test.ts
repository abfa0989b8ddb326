/**
 * What is inferred of single conditions, expressions and states, line by line in `tables/`, each with what a run of it comes to: a
 * way that is said to be taken is taken.
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import { scenariosOf } from '../../core/infer';
import type { JsonObject } from '../../core/json';
import { expectAnswers } from '../harness/golden';
import { machineOf, runOf } from './runScenario';

const table = (name: string): string => path.join(__dirname, 'tables', `${name}.txt`);

/** A text in `{% %}` is an expression of JSONata, all else of JSONPath. */
const languageOf = (written: string): object => (written.includes('{%') ? { QueryLanguage: 'JSONata' } : {});

/** A condition, taken and not taken, or several: those before the last lead elsewhere. `$x` is a variable with `x` of the input. */
test('conditions', () =>
  expectAnswers(table('conditions'), async (written) => {
    const conditions = written
      .split('  then  ')
      .map((each) => (each.startsWith('{%') ? { Condition: each } : (JSON.parse(each) as JsonObject)));
    const Choices = conditions.map((rule, index) => ({ ...rule, Next: `Way ${index + 1}` }));
    const ends = [...conditions.map((_rule, index) => `Way ${index + 1}`), 'None'];
    const machine = machineOf(
      JSON.stringify({
        ...languageOf(written),
        StartAt: /\$x\b/.test(written) ? 'Keep' : 'Choose',
        States: {
          Keep: {
            Type: 'Pass',
            Assign: written.includes('{%') ? { x: '{% $states.input.x %}' } : { 'x.$': '$.x' },
            Next: 'Choose',
          },
          Choose: { Type: 'Choice', Choices, Default: 'None' },
          ...Object.fromEntries(ends.map((name) => [name, { Type: 'Succeed' }])),
        },
      }),
    );
    const { scenarios, unreached } = await scenariosOf(machine);
    const found = new Map<string, string>(unreached.map(({ name }) => [name, 'never']));
    for (const scenario of scenarios) {
      const { visited } = await runOf(machine, scenario);
      const end = ends.find((name) => visited.has(name)) ?? 'FAILED';
      expect(found.has(end), `${written} leads to ${end} twice`).toBe(false);
      expect(scenario.inference.visited.has(end), `${written} leads to ${end}`).toBe(true);
      found.set(end, JSON.stringify(scenario.inference.input));
    }
    return [...ends, 'FAILED'].flatMap((end) => (found.has(end) ? `${end}: ${found.get(end)}` : [])).join('; ');
  }));

/** A state alone, or an expression that a Pass hands on, with `items` before it: the items of a Map. */
test.each(['expressions', 'states'])('%s', (name) =>
  expectAnswers(table(name), async (written) => {
    const state = stateOf(written);
    const machine = machineOf(
      JSON.stringify({ ...languageOf(written), StartAt: 'It', States: { It: state, Left: { Type: 'Succeed' } } }),
    );
    const { scenarios } = await scenariosOf(machine);
    const lines: string[] = [];
    for (const scenario of scenarios) {
      const { inference } = scenario;
      const result = await runOf(machine, scenario);
      const answers = [...inference.answers].flatMap(
        ([path, given]) => `${path}: ${given.map((each) => JSON.stringify(each)).join(' then ')}`,
      );
      expect(result.status, `${written}: ${result.cause}`).toBe(inference.reachesEnd ? 'SUCCEEDED' : 'FAILED');
      const end = result.output ?? result.error;
      lines.push([JSON.stringify(inference.input), ...answers, `gives ${end}`].join(' '));
    }
    return lines.join('; ');
  }),
);

function stateOf(written: string): JsonObject {
  if (written.startsWith('{"')) {
    const state = JSON.parse(written) as JsonObject;
    if (state.Type === 'Choice') return { ...state, Default: 'Left' };
    return state.Type === 'Map' ? { ItemProcessor: EACH, End: true, ...state } : { End: true, ...state };
  }
  const [, items, expression = ''] = /^(items )?(.*)$/.exec(written)!;
  const isJsonata = expression.startsWith('{%');
  if (items !== undefined)
    return {
      Type: 'Map',
      ItemProcessor: EACH,
      End: true,
      ...(isJsonata ? { Items: expression } : { ItemsPath: expression }),
    };
  return isJsonata
    ? { Type: 'Pass', Output: expression, End: true }
    : { Type: 'Pass', Parameters: { 'value.$': expression }, OutputPath: '$.value', End: true };
}

const EACH: JsonObject = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
