/** Expressions that ask for more than there is: each ends soon, with a sentence. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Json } from '../../core/json';
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

const EMOJI = '😀'.repeat(200_000);

/** The value, and how often others had their turn on the way. */
async function withTurns(source: string, input: Json) {
  const compiled = compileJsonata(source);
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  let turns = 0;
  const giveWay = () => {
    turns++;
    return Promise.resolve();
  };
  const result = await compiled.evaluate({ states: { input }, giveWay }, 'Output');
  return { turns, value: result.ok ? result.value : result.cause };
}

test.each([
  ['$length($states.input)', EMOJI, 200_000],
  ['$substring($states.input, 199999, 5)', EMOJI, '😀'],
  ['$substring($states.input, -1)', `${EMOJI}\ud83d😀`, '😀'],
  ['$length($pad($states.input, -200002, "é"))', EMOJI, 200_002],
  [
    '$hash($states.input, "SHA-384")',
    'x'.repeat(400_000),
    createHash('sha384').update('x'.repeat(400_000)).digest('hex'),
  ],
  ['$count($lookup($states.input, "a"))', Array<Json>(200_000).fill({ a: [1, 2] }), 400_000],
])('others get their turn in the midst of %s', async (source, input, expected) => {
  const { turns, value } = await withTurns(source, input);
  expect(value).toBe(expected);
  // Nothing takes more than some milliseconds at once.
  expect(turns).toBeGreaterThan(8);
});

test('a list of any length goes into another', async () => {
  const { value } = await withTurns('[$states.input, 1]', Array<Json>(300_000).fill(0));
  expect(value).toHaveLength(300_001);
});
