import { expect, test } from 'vitest';
import { compileJsonata, compilePath, EndlessMatch, isQueryProblem } from '../../core/query';
import { limitMatchesInTime } from '../../run/matchTimeLimit';

/** For ever on every machine, and stopped after a twentieth of a second. */
const SUBJECT = `${'a'.repeat(60)}!`;
limitMatchesInTime(50);

test.each([
  ['/^(a+)+$/', SUBJECT],
  ['/(a|a)*b/', SUBJECT],
  ['/a*b/', 'a'.repeat(200_000)],
])('a regular expression of JSONata that would not end fails its field: %s', async (pattern, text) => {
  const compiled = compileJsonata(`$match($states.input, ${pattern})`);
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  expect(await compiled.evaluate({ states: { input: text } }, 'Output')).toMatchObject({
    ok: false,
    error: 'States.QueryEvaluationError',
    cause: expect.stringContaining(`${pattern} takes too long on this text`) as string,
  });
});

test('a regular expression of a filter that would not end is stopped', () => {
  const compiled = compilePath('$[?(@.s =~ /(a+)+/)]');
  if (isQueryProblem(compiled)) throw new Error(compiled.message);
  expect(() => compiled.evaluate([{ s: SUBJECT }])).toThrow(EndlessMatch);
});

test('others answer', () => {
  const compiled = compilePath('$[?(@.s =~ /a+.*!+/)].s');
  expect(!isQueryProblem(compiled) && compiled.evaluate([{ s: SUBJECT }])).toEqual({ found: true, value: [SUBJECT] });
});
