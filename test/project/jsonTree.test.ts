import { expect, test } from 'vitest';
import { parseMockConfig } from '../../project/mockConfig/parseMockConfig';
import { parseSettings } from '../../project';

const deep = '['.repeat(100_000);

test.each([
  ['settings', parseSettings],
  ['a mock configuration', parseMockConfig],
])('%s nested for ever are a sentence', (_what, parse) => {
  expect(parse('mocks.json', deep).problems[0]?.message).toBe(
    'mocks.json is not valid JSON. Its values are nested too deeply.',
  );
});

test('an answer may have a member of any name', () => {
  const text = '{"mocks": {"__proto__": {"A": {"return": {"__proto__": {"x": 1}}}}}}';
  const { settings, problems } = parseSettings('stepwise.json', text);
  expect({ problems, mocks: JSON.stringify(settings.mocks) }).toEqual({
    problems: [],
    mocks: '{"__proto__":{"A":{"return":{"__proto__":{"x":1}}}}}',
  });
});
