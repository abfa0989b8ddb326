/** Each explanation speaks of the failure it is about, and is silent about one that looks like it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { CAUSES, HANDLING } from '../../core/explain/table';
import { writeFormatted } from '../harness/writeFormatted';
import { explained, type Failing, type Said } from './check';

interface Example extends Failing {
  readonly why: readonly Said[];
}

interface Cases {
  /** Where somebody has asked. */
  readonly source: string;
  readonly asks: string;
  readonly says: Example;
  /** Nearly the same, of which this explanation is silent; `why` is what others say. */
  readonly silent: Example;
}

const folder = path.join(import.meta.dirname, 'cases');
const NAMES = [...Object.keys(CAUSES), ...Object.keys(HANDLING)];

test('every explanation has its cases, and every case its explanation', () => {
  expect(readdirSync(folder).sort()).toEqual(NAMES.map((name) => `${name}.yaml`).sort());
});

describe.each(NAMES)('%s', (name) => {
  const file = path.join(folder, `${name}.yaml`);
  const cases = parse(readFileSync(file, 'utf8')) as Cases;
  const alone = {
    causes: name in CAUSES ? { [name]: CAUSES[name]! } : {},
    handling: name in HANDLING ? { [name]: HANDLING[name]! } : {},
  };

  test('names where it was asked', () => {
    expect(cases.source).toMatch(/^https:\/\/\S+$/);
    expect(cases.asks).not.toBe('');
  });

  test.each(['says', 'silent'] as const)('%s', async (kind) => {
    const said = await explained(cases[kind]);
    if (process.env.UPDATE) await update(file, kind, said);
    else expect(said).toEqual(cases[kind].why);
    const own = await explained(cases[kind], alone);
    if (kind === 'says') expect(own).not.toEqual([]);
    else expect(own).toEqual([]);
  });
});

async function update(file: string, kind: string, said: readonly Said[]): Promise<void> {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn([kind, 'why'], document.createNode(said, { flow: said.length === 0 }));
  await writeFormatted(file, document.toString({ lineWidth: 140 }));
}
