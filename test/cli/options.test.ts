import { expect, test } from 'vitest';
import { parseOptions } from '../../cli/options';
import { phrase } from '../../core/l10n/phrase';

const TABLE = {
  one: { value: 'X', help: () => phrase`` },
  many: { value: 'X', many: true, help: () => phrase`` },
  switch: { help: () => phrase`` },
} as const;

test.each<[readonly string[], object]>([
  [['--one', 'a', '--one=b'], { options: { one: 'b' } }],
  [['--many', 'a', '--many=b', '--many', 'a'], { options: { many: ['a', 'b', 'a'] } }],
  [['--switch', 'x', '-', '--', '--one'], { options: { switch: 'true' }, positionals: ['x', '-', '--one'] }],
  [['--many'], { problem: '--many needs a value: --many X.' }],
  [['--manny', 'a'], { problem: 'Unknown option --manny. Did you mean --many?' }],
])('%j', (args, expected) => expect(parseOptions(args, TABLE)).toMatchObject(expected));
