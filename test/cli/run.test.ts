import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, checkOnly, holding, SAMPLES } from './check';
import type { CliCase } from './check';

const machine = (states: object): string => JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
const pass = { 'm.asl.json': machine({ A: { Type: 'Pass', End: true } }) };
const fail = { 'm.asl.json': machine({ A: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } }) };
const wait = {
  'm.asl.json': JSON.stringify({
    TimeoutSeconds: 5,
    StartAt: 'A',
    States: { A: { Type: 'Wait', Seconds: 60, End: true } },
  }),
};
const calls = {
  'm.asl.json': machine({
    Get: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { TopicArn: 't', Message: 'm' },
      End: true,
    },
  }),
};

describe('exit codes, output and sentences', () => {
  test.each<[string, string[], CliCase, object]>([
    ['succeeds', ['m.asl.json'], { files: pass }, { code: 0, out: '{}\n', error: holding('✓ A', '✓ m succeeded') }],
    [
      'reads input from a file',
      ['m.asl.json', '--input', 'i.json'],
      { files: { ...pass, 'i.json': '{"a": 1}' } },
      { code: 0, out: '{"a": 1}\n' },
    ],
    [
      'reads input from standard input',
      ['m.asl.json', '--input=-'],
      { files: pass, input: '[1]' },
      { code: 0, out: '[1]\n' },
    ],
    [
      'says of a task without a name that it calls nothing',
      ['m.asl.json', '--anyway'],
      { files: { 'm.asl.json': machine({ A: { Type: 'Task', Resource: '', End: true } }) } },
      { code: 1, error: holding('"A" does not say what it calls. Add a mock to .vscode/stepwise.json.') },
    ],
    ['takes the input itself', ['m.asl.json', '--input', '{"a": 1}'], { files: pass }, { code: 0, out: '{"a": 1}\n' }],
    [
      'says of an input itself that it is no JSON',
      ['m.asl.json', '--input', '{"a"}'],
      { files: pass },
      { code: 2, out: '', error: holding('The given text is not valid JSON. Line 1, column 4:') },
    ],
    [
      'indents for a person',
      ['m.asl.json', '--input', '-'],
      { files: pass, input: '{"a":1}', terminal: true },
      { out: '{\n  "a": 1\n}\n' },
    ],
    [
      'fails',
      ['m.asl.json'],
      { files: fail },
      { code: 1, out: '', error: holding('✗ A', '✗ m failed after', ': Broken: on purpose') },
    ],
    [
      'names states as the definition does',
      ['m.asl.json'],
      {
        files: {
          'm.asl.json': machine({
            'a/b': { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'c~d/e' }], Default: 'c~d/e' },
            'c~d/e': { Type: 'Succeed' },
          }),
        },
      },
      { error: holding('✓ a/b → c~d/e') },
    ],
    ['times out', ['m.asl.json', '--clock', 'skip'], { files: wait }, { code: 3, error: holding('m timed out') }],
    ['is stopped', ['m.asl.json'], { files: wait, interrupt: true }, { code: 3, error: holding('m was stopped') }],
    [
      'names what nothing answers, and the mock to paste',
      ['m.asl.json'],
      { files: calls },
      {
        code: 1,
        out: '',
        error: holding(
          '"Get" calls sns:publish, but nothing local answers it.',
          'To answer "Get", create',
          '"mocks"',
          '"m"',
          '"Get"',
          '"MessageId"',
        ),
      },
    ],
    [
      'takes mocks of the project',
      ['m.asl.json'],
      { files: { ...calls, '.vscode/stepwise.json': '{"mocks":{"m":{"Get":{"return":7}}}}' } },
      { code: 0, out: '7\n' },
    ],
    [
      'reads the definition from standard input',
      ['-'],
      { input: pass['m.asl.json'] },
      { code: 0, out: '{}\n', error: holding('stdin succeeded') },
    ],
    ['needs a file', [], {}, { code: 2, error: 'stepwise run: Name a state machine: stepwise run FILE\n' }],
    [
      'needs a file that is there',
      ['x.asl.json'],
      {},
      { code: 2, error: 'stepwise run: x.asl.json cannot be read: there is no such file.\n' },
    ],
    [
      'needs UTF-8',
      ['-'],
      { input: new Uint8Array([0xff, 0xfe]) },
      { code: 2, error: 'stepwise run: Standard input cannot be read: it is UTF-16 and must be UTF-8.\n' },
    ],
    [
      'needs JSON for input',
      ['m.asl.json', '--input', '-'],
      { files: pass, input: '{' },
      { code: 2, error: holding('Standard input is not valid JSON') },
    ],
    [
      'needs a definition',
      ['m.asl.json'],
      { files: { 'm.asl.json': '{"StartAt": ' } },
      { code: 2, error: holding('m.asl.json:1:') },
    ],
    [
      'refuses what AWS refuses',
      ['m.asl.json'],
      { files: { 'm.asl.json': machine({ A: { Type: 'Pass', Next: 'B' } }) } },
      { code: 2, out: '', error: holding('AWS would refuse this definition', 'm.asl.json:1:', '"B"') },
    ],
    [
      'runs what AWS may create all the same, and says what is wrong',
      ['m.asl.json'],
      {
        files: {
          'm.asl.json': machine({
            A: {
              Type: 'Parallel',
              Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }],
              Retry: [{ ErrorEquals: ['Other'], IntervalSeconds: 5, MaxDelaySeconds: 3 }],
              End: true,
            },
          }),
        },
      },
      { code: 0, out: '[{}]\n', error: holding('m.asl.json:1:', 'MaxDelaySeconds (3)', '✓ m succeeded') },
    ],
    [
      'says how much virtual time passed',
      ['m.asl.json', '--clock', 'skip'],
      { files: { 'm.asl.json': machine({ A: { Type: 'Wait', Seconds: 86_400, End: true } }) } },
      { code: 0, error: holding('m succeeded after', '(24 h of virtual time)') },
    ],
    [
      'reads standard input once',
      ['-', '--input', '-'],
      { input: pass['m.asl.json'] },
      { code: 2, error: 'stepwise run: FILE and --input cannot both read standard input.\n' },
    ],
    [
      'suggests no option that is only as short',
      ['m.asl.json', '--zip'],
      { files: pass },
      { code: 2, error: holding('Unknown option --zip. The options are --machine') },
    ],
    [
      'says where a mock goes when others stand there',
      ['m.asl.json'],
      { files: { ...calls, '.vscode/stepwise.json': '{"mocks":{"m":{"Other":{"return":7}}}}' } },
      { code: 1, error: holding('add this mock to ', '"Get"') },
    ],
    [
      'knows its options',
      ['m.asl.json', '--imput', 'x'],
      { files: pass },
      { code: 2, error: 'stepwise run: Unknown option --imput. Did you mean --input?\n' },
    ],
    [
      'knows their values',
      ['m.asl.json', '--clock', 'fast'],
      { files: pass },
      { code: 2, error: 'stepwise run: --clock must be one of real, skip, not "fast".\n' },
    ],
    [
      'wants values',
      ['m.asl.json', '--input'],
      { files: pass },
      { code: 2, error: 'stepwise run: --input needs a value: --input JSON|FILE|-.\n' },
    ],
    [
      'wants a whole seed',
      ['m.asl.json', '--seed', 'x'],
      { files: pass },
      { code: 2, error: 'stepwise run: --seed must be a whole number, not "x".\n' },
    ],
    [
      'runs one file',
      ['m.asl.json', 'n'],
      { files: pass },
      { code: 2, error: holding('Unexpected argument "n": run takes one file.') },
    ],
    [
      'needs folders that are there',
      ['m.asl.json', '--history', 'no/h.json'],
      { files: pass },
      { code: 2, out: '', error: holding('The folder of --history does not exist') },
    ],
    [
      'needs a project that is there',
      ['m.asl.json', '--project', 'no'],
      { files: pass },
      { code: 2, error: holding('The folder of --project does not exist') },
    ],
    ['explains itself', ['--help'], {}, { code: 0, out: holding('--clock real|skip', 'Exit codes'), error: '' }],
  ])('%s', (_what, args, cliCase, expected) => checkOnly(['run', ...args], cliCase, expected));
});

test('the history is a file of events, or standard output in place of the output', async () => {
  const { folder } = await check(
    ['run', 'm.asl.json', '--history', 'h.json'],
    { files: pass },
    { code: 0, out: '{}\n' },
  );
  const saved = JSON.parse(readFileSync(path.join(folder, 'h.json'), 'utf8')) as {
    events: { id: number; type: string }[];
  };
  expect(saved.events.map(({ id, type }) => `${id} ${type}`)).toEqual([
    '1 ExecutionStarted',
    '2 PassStateEntered',
    '3 PassStateExited',
    '4 ExecutionSucceeded',
  ]);
  const { out } = await check(['run', 'm.asl.json', '--history', '-'], { files: pass }, { code: 0 });
  expect((JSON.parse(out) as { events: unknown[] }).events).toHaveLength(4);
});

test('the same seed gives the same history', async () => {
  const line = ['run', 'm.asl.json', '--clock', 'skip', '--seed', '7', '--history', '-'];
  const [first, second] = await Promise.all([check(line, { files: wait }, {}), check(line, { files: wait }, {})]);
  expect(first.out).toBe(second.out);
});

test('progress reads as the run went: choices, retries, iterations, catches', async () => {
  const mocks = {
    mocks: {
      OrderFulfilment: {
        'Validate order': {
          return: {
            id: '1',
            total: 2000,
            customer: { name: 'A', email: 'e' },
            items: [{ sku: 's', quantity: 1 }],
            card: {},
          },
        },
        'Reserve item': { return: {} },
        'Charge card': [
          { error: 'BankBusy', cause: '{"errorMessage":"later"}' },
          { error: 'CardDeclined', cause: 'no' },
        ],
        'Send confirmation': { return: {} },
        'Tell customer': { return: {} },
      },
    },
  };
  const args = [
    'run',
    path.join(SAMPLES, 'order-fulfilment/template.yaml'),
    '--clock',
    'skip',
    '--mocks',
    'mocks.json',
  ];
  const { error } = await check(args, { files: { 'mocks.json': JSON.stringify(mocks) } }, { code: 0 });
  expect(error).toBe(`\
✓ Validate order
✓ Large order? → Hold for review
✓ Hold for review  N s
✓ Approve order
  ✓ Reserve item [0]
✓ Reserve items
  ✓ Write confirmation
  ✗ Charge card: BankBusy: later
  ↻ Charge card: retry 1 in N s (BankBusy)
  ✓ Send confirmation
  ✗ Charge card: CardDeclined: no
↷ Check out caught CardDeclined → Release items  N s
✓ Release items
✓ Tell customer
✓ Cancel order
✓ Order cancelled
✓ OrderFulfilment succeeded after N s (2 s of virtual time)
`);
});
