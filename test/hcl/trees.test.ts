/** What the parser makes of single lines of `tables/trees.txt`, whole ones and such with mistakes, and where everything stands. */
import path from 'node:path';
import { test } from 'vitest';
import { parseHcl } from '../../core/hcl';
import { expectAnswers } from '../harness/golden';

/** A node as `kind@start-end(what else it has)`. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null || !('span' in value)) return JSON.stringify(value);
  const { kind, span, ...rest } = value as { kind?: string; span: Span } & Record<string, unknown>;
  const inside = Object.entries(rest).filter(
    ([name, each]) => each !== undefined && !/^(nameSpan|offsets)$/.test(name),
  );
  const what = kind ?? ('labels' in rest ? 'block' : 'value' in rest && 'name' in rest ? 'argument' : '');
  return `${what}@${span.start}-${span.end}(${inside.map(([, each]) => shown(each)).join(' ')})`;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

test('trees', () =>
  expectAnswers(path.join(__dirname, 'tables/trees.txt'), (written) => {
    const { body, problems } = parseHcl(written.replaceAll('⏎', '\n'));
    const found = [...body.attributes, ...body.blocks].map(shown);
    return [...found, ...problems.map(({ message, span }) => `! ${span.start}-${span.end} ${message}`)].join('; ');
  }));
