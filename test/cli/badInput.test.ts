/** Broken and hostile files: one sentence and exit code 2, or an execution that fails as on AWS. */
import { describe, expect, test } from 'vitest';
import { check, checkOnly, holding } from './check';

const single = (state: object, language?: string): string =>
  JSON.stringify({
    StartAt: 'A',
    ...(language && { QueryLanguage: language }),
    States: { A: { ...state, End: true } },
  });
const jsonata = (expression: string): string => single({ Type: 'Pass', Output: `{% ${expression} %}` }, 'JSONata');
const PASS = single({ Type: 'Pass' });
const deep = (open: string, close: string): string => open.repeat(100_000) + close.repeat(100_000);
const aliases = Array.from({ length: 9 }, (_, row) => `a${row + 1}: &a${row + 1} [${`*a${row}, `.repeat(9)}]`);

test.each([
  ['m.asl.json', '', 'The file is empty'],
  ['m.asl.json', 'null', 'an object with StartAt and States'],
  ['m.asl.json', PASS.slice(0, -9), 'm.asl.json:1:'],
  ['m.asl.json', PASS.replace('Pass', 'Pa\0ss'), 'A control character must be escaped'],
  ['m.asl.json', `{"StartAt":"A","States":${deep('[', ']')}}`, 'nested more than 500 levels deep'],
  ['m.asl.json', `{"StartAt":"A","States":${deep('{"a":', '}')}`, 'nested more than 500 levels deep'],
  ['m.asl.yaml', `StartAt: A\nStates: ${deep('[', ']')}`, 'nested more than 500 levels deep'],
  ['m.asl.yaml', ['a0: &a0 [x]', ...aliases, 'StartAt: A', 'States: *a9'].join('\n'), 'm.asl.yaml:'],
  ['m.asl.yaml', 'StartAt: A\nStates: &x { A: *x }', '*x contains itself'],
  ['m.asl.json', jsonata(deep('(', ')')), 'it is nested too deeply'],
  ['m.asl.json', single({ Type: 'Pass', Result: 'x'.repeat(2 ** 20) }), 'at most 1048576 bytes'],
])('%s: %.40j is refused', (file, text, sentence) =>
  checkOnly(['run', file], { files: { [file]: text } }, { code: 2, out: '', error: holding(sentence) }),
);

describe('files beside the definition', () => {
  const files = { 'm.asl.json': PASS, 'deep.json': deep('[', ''), 'text.json': '"x"' };

  test.each([
    [['--input', 'deep.json'], 'deep.json is not valid JSON. Line 1, column 501:'],
    [['--mocks', 'deep.json'], 'deep.json is not valid JSON. Its values are nested too deeply'],
    [['--mocks', 'text.json'], 'The file must be an object.'],
    [['--mock', 'deep.json', '--case', 'x'], 'Its values are nested too deeply'],
    [['--mock', 'text.json', '--case', 'x'], 'The file must be an object.'],
  ])('%j', (options, sentence) =>
    checkOnly(['run', 'm.asl.json', ...options], { files }, { code: 2, out: '', error: holding(sentence) }),
  );
});

test.each([
  ['($f := function($n) { $f($n + 1) + 1 }; $f(1))', 'Stack overflow error'],
  ['[1..1e9]', 'D2014'],
  ['$pad("a", 1e10)', 'memory limit exceeded'],
  ['$range(1, 1e9, 1)', 'memory limit exceeded'],
  ['$replace("abc", /x*/, "y")', 'D1004'],
])('an expression that asks for too much fails: %s', (expression, sentence) =>
  checkOnly(
    ['run', 'm.asl.json'],
    { files: { 'm.asl.json': jsonata(expression) } },
    { code: 1, error: holding(sentence) },
  ),
);

test('a pattern with many wildcards is matched in no time', () =>
  checkOnly(
    ['run', 'm.asl.json', '--input', 'i.json'],
    {
      files: {
        'm.asl.json': JSON.stringify({
          StartAt: 'A',
          States: {
            A: {
              Type: 'Choice',
              Choices: [{ Variable: '$.s', StringMatches: `${'*a'.repeat(40)}b`, Next: 'B' }],
              Default: 'C',
            },
            B: { Type: 'Fail' },
            C: { Type: 'Succeed' },
          },
        }),
        'i.json': JSON.stringify({ s: 'a'.repeat(5000) }),
      },
    },
    { code: 0 },
  ));

test('of a key that stands twice the last one counts, as on AWS', async () => {
  const twice = '{"StartAt":"A","States":{"A":{"Type":"Fail"},"A":{"Type":"Pass","Result":1,"End":true}}}';
  const { out } = await check(['run', 'm.asl.json'], { files: { 'm.asl.json': twice } }, { code: 0 });
  expect(out).toBe('1\n');
});

test('what AWS would refuse has its place in the file of the definition, where a template names that', async () => {
  const files = {
    'template.yaml': `Resources:
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: flow.asl.json } }
`,
    'flow.asl.json': JSON.stringify({ StartAt: 'A', Surplus: 1, States: { A: { Type: 'Pass', End: true } } }),
  };
  const error = holding('  flow.asl.json:1:16: ', '"Surplus"');
  await checkOnly(['run', 'template.yaml'], { files }, { code: 2, out: '', error });
  await checkOnly(['run', 'template.yaml', '--anyway'], { files }, { code: 0, out: '{}\n', error });
});

test('what AWS would refuse runs as far as it goes where a person says so', async () => {
  const broken = JSON.stringify({ StartAt: 'A', Surplus: 1, States: { A: { Type: 'Pass', Result: 1, End: true } } });
  const files = { 'm.asl.json': broken };
  const sentence = holding('AWS would refuse this definition', '--anyway', 'm.asl.json:1:', '"Surplus"');
  await checkOnly(['run', 'm.asl.json'], { files }, { code: 2, out: '', error: sentence });
  await checkOnly(['run', 'm.asl.json', '--anyway'], { files }, { code: 0, out: '1\n', error: holding('"Surplus"') });
});
