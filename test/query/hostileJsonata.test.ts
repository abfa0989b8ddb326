/** Expressions that ask for more than there is: each ends soon, with a sentence. */
import { expect, test } from 'vitest';
import { compileJsonata, isQueryProblem } from '../../core/query';
import { evaluateNode } from '../../core/query/jsonata/evaluateNode';
import { parseJsonata } from '../../core/query/jsonata/parseJsonata';
import type { JsonataNode } from '../../core/query/jsonata/syntaxTree';

const TOO_MUCH = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';

test.each([
  ['a text as long as the memory', '$pad("", 1e9, "x")', TOO_MUCH],
  ['a text that doubles', '($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", 60))', TOO_MUCH],
  ['a list as long as the memory', '$count([1..10000000])', TOO_MUCH],
  ['a list of lists', '$count([1..10000].[1..10000])', TOO_MUCH],
  [
    'few objects that share each other',
    '($f := function($o, $n){ $n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1) }; $f({}, 80))',
    TOO_MUCH,
  ],
  [
    'equal objects that share each other',
    '($f := function($o, $n){ $n = 0 ? $o : $f({"a": $o, "b": $o}, $n - 1) }; $f({}, 80) = $f({}, 80))',
    TOO_MUCH,
  ],
  [
    'lists within lists',
    '($f := function($l, $n){ $n = 0 ? $l : $f([[$l], [$l]], $n - 1) }; $string($f([], 80)))',
    TOO_MUCH,
  ],
])('%s', async (_what, source, expected) => {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  const result = await compiled.evaluate({ states: { input: {} } }, 'Output');
  expect(result).toMatchObject({ ok: false, cause: expect.stringContaining(expected) as unknown });
});

test('while editing, a match that may take long is not begun: nothing there could stop it', async () => {
  const search = (text: string) =>
    evaluateNode(parseJsonata(`$contains("${text}", /(a+)+b/)`).ast() as unknown as JsonataNode, () =>
      Promise.resolve(),
    );
  expect(await search('a'.repeat(60))).toBe('undecided');
  expect(await search('aab')).toEqual({ value: true });
});
