/**
 * The parts of states that are announced to a debugger, in order, with what `$` means in each. `UPDATE=1` writes what was
 * announced into the file, and what a part that was not reached is; read the difference as code.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument as parseYaml, type YAMLMap, type YAMLSeq } from 'yaml';
import type { PausePoint } from '../../core/interpreter/host';
import { partsOf } from '../../core/interpreter/programs';
import { partLocation } from '../../core/interpreter/statePart';
import { fieldsOf } from '../../core/catalog/fields';
import { buildMachine, STATE_TYPES } from '../../core/model';
import { parseDocument } from '../../core/syntax';
import { run, type Case } from './check';

interface Expected {
  readonly announced?: readonly string[];
  /** Parts that can be announced and were not. */
  readonly silent?: readonly string[];
}

const file = path.join(__dirname, 'fixtures', 'parts', 'parts.yaml');
const document = parseYaml(readFileSync(file, 'utf8'));
const cases = document.toJS() as (Case & Expected & { readonly name: string })[];
const EVERY_PART = { has: () => true } as unknown as ReadonlySet<string>;

const nameOf = (state: PausePoint['state'], part: PausePoint['part']): string =>
  `${state.path} ${partLocation(part ?? [])}`;

describe('the parts that are announced of', () => {
  test.each(cases)('$name', async (given) => {
    const announced: string[] = [];
    const reached = new Set<string>();
    const pause = ({ when, state, part, reads }: PausePoint): undefined => {
      if (when !== 'evaluate') return;
      reached.add(nameOf(state, part));
      const { input, ...more } = reads ?? { input: null };
      const others = Object.entries(more).map(([name, value]) => ` ${name} ${JSON.stringify(value)}`);
      announced.push(`${nameOf(state, part)} reads ${JSON.stringify(input)}${others.join('')}`);
    };
    const watched = await run({ ...given, pause, watches: () => EVERY_PART });
    const plain = await run(given);
    expect(watched.result).toEqual(plain.result);
    const machine = buildMachine(parseDocument('m.asl.json', JSON.stringify(given.machine), 'json'))!;
    const declared = [...partsOf(machine)].flatMap(([state, parts]) => parts.map((part) => nameOf(state, part)));
    const silent = declared.filter((name) => !reached.has(name));
    expect([...reached].filter((name) => !declared.includes(name))).toEqual([]);
    if (process.env['UPDATE']) {
      const node = (document.contents as YAMLSeq<YAMLMap>).items[cases.indexOf(given)];
      node?.set('announced', document.createNode(announced));
      if (silent.length > 0) node?.set('silent', document.createNode(silent));
      writeFileSync(file, document.toString({ lineWidth: 160 }));
      return;
    }
    expect({ announced, silent }).toEqual({ announced: given.announced, silent: given.silent ?? [] });
  });
});

test('nothing is announced that nobody waits for, and what is announced can wait', async () => {
  const given = cases[0]!;
  const seen: string[] = [];
  let isOver = false;
  const made = await run({
    ...given,
    pause: ({ when, part }) => {
      if (isOver || when !== 'evaluate') return undefined;
      seen.push(partLocation(part ?? []));
      return new Promise((resolve) => setImmediate(resolve));
    },
    watches: () => new Set(['Parameters/nested/twice.$', 'ResultPath']),
  });
  isOver = true;
  expect(seen).toEqual(['Parameters/nested/twice.$', 'ResultPath']);
  expect(made.result.status).toBe('SUCCEEDED');
});

/** Fields of the catalogue that hold something to evaluate. */
const EVALUATED: ReadonlySet<string> = new Set(['path', 'referencePath', 'payloadTemplate', 'jsonataTemplate']);

const evaluated = STATE_TYPES.flatMap((type) =>
  (['JSONPath', 'JSONata'] as const).flatMap((language) =>
    fieldsOf(type, language)
      .filter(({ value, jsonata }) => EVALUATED.has(value) || (jsonata === true && language === 'JSONata'))
      .map(({ name }) => [type, language, name] as const),
  ),
);

test.each(evaluated)('of %s in %s, %s is announced', (type, language, name) => {
  const value = language === 'JSONata' ? '{% 1 %}' : '$.a';
  const written = name === 'Assign' || /^(Parameters|ResultSelector|ItemSelector)$/.test(name) ? { a: value } : value;
  const processor = { ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } };
  const state = { Type: type, QueryLanguage: language, ...(type === 'Map' && processor), [name]: written };
  const text = JSON.stringify({ StartAt: 'A', States: { A: state } });
  const machine = buildMachine(parseDocument('m.asl.json', text, 'json'))!;
  const parts = partsOf(machine).get(machine.states[0]!) ?? [];
  expect(parts.map(partLocation)).toContain(name);
});
