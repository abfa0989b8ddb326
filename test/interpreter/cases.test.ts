/**
 * Each file of fixtures holds cases: a machine, an input, the tasks' replies, and what comes of it. `UPDATE=1`
 * writes what came of it into the files; read the difference as code.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument as parseYaml, type YAMLMap, type YAMLSeq } from 'yaml';
import { childLines, eventLines, lastFigures, run, writtenFiles, type Case } from './check';

interface Expected {
  status: string;
  seconds?: number;
  [detail: string]: unknown;
}

const folder = path.join(__dirname, 'fixtures');
const update = process.env.UPDATE === '1';

for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
  const document = parseYaml(readFileSync(path.join(folder, file), 'utf8'), { merge: true });
  const cases = document.toJS({ maxAliasCount: -1 }) as (Case & {
    name: string;
    expected?: Expected;
    events?: string[];
    /** Of a Distributed Map: what each child execution recorded, the files that were written, the figures at the end. */
    children?: string[];
    written?: Record<string, unknown>;
    figures?: Record<string, number>;
  })[];

  describe(file, () => {
    for (const [index, given] of cases.entries()) {
      test(given.name, async () => {
        const actual = await run(given);
        const expected: Expected = { ...actual.result };
        if (actual.result.output !== undefined) expected.output = JSON.parse(actual.result.output) as unknown;
        if (actual.milliseconds > 0) expected.seconds = actual.milliseconds / 1000;
        const events = eventLines(actual.events);
        const of = { children: childLines(actual), written: writtenFiles(actual), figures: lastFigures(actual) };
        const told = (Object.keys(of) as (keyof typeof of)[]).filter((part) => given[part]);
        if (update) {
          const node = (document.contents as YAMLSeq<YAMLMap>).items[index];
          node?.set('expected', document.createNode(expected));
          if (given.events) node?.set('events', document.createNode(events));
          for (const part of told) node?.set(part, document.createNode(of[part]));
          writeFileSync(path.join(folder, file), document.toString({ lineWidth: 120 }));
          return;
        }
        expect(expected).toEqual(given.expected);
        // Links matter in the cases that tell of them.
        if (given.events) expect(events).toEqual(given.events);
        for (const part of told) expect(of[part]).toEqual(given[part]);
      });
    }
  });
}
