/** `stepwise test-state`: the answer of the TestState API, and exit codes (API reference, "TestState"). */
import path from 'node:path';
import { expect, test } from 'vitest';
import { check, checkOnly, holding, SAMPLES } from './check';

const MACHINE = JSON.stringify({
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$.order' },
      ResultPath: '$.sent',
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Refund' }],
      Next: 'Done',
    },
    Refund: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
    Each: {
      Type: 'Map',
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } },
      ItemSelector: { 'n.$': '$$.Map.Item.Value' },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Inner',
        States: { Inner: { Type: 'Pass', End: true } },
      },
      Next: 'Done',
    },
  },
});
const files = {
  'm.asl.json': MACHINE,
  'in.json': '{"order":7}',
  'broken.json': '{"Type":"Wait","Seconds":"soon","Next":"Elsewhere"}',
  'state.yaml': 'Type: Pass\nQueryLanguage: JSONata\nOutput: "{% $n + $states.input.a %}"\nEnd: true\n',
};
const SENT = '{"MessageId":"1","MD5OfMessageBody":"2"}';

/** Options after `test-state m.asl.json`, the exit code, and what of the answer matters. */
const ANSWERS: readonly [what: string, args: readonly string[], code: number, answer: object][] = [
  [
    'a mocked result',
    ['Charge', '--input', 'in.json', '--mock-result', SENT],
    0,
    { status: 'SUCCEEDED', output: `{"order":7,"sent":${SENT}}`, nextState: 'Done' },
  ],
  [
    'an error that is retried',
    ['Charge', '--input', '{"order":7}', '--mock-error', 'Busy:try later'],
    1,
    { status: 'RETRIABLE', error: 'Busy', cause: 'try later' },
  ],
  [
    'an error that is caught after the last retry',
    [
      'Charge',
      '--input',
      'in.json',
      '--mock-error',
      '{"error":"Busy"}',
      '--state-configuration',
      '{"retrierRetryCount":2}',
    ],
    1,
    { status: 'CAUGHT_ERROR', error: 'Busy', nextState: 'Refund' },
  ],
  [
    'the stages',
    ['Charge', '--input', 'in.json', '--mock-result', SENT, '--inspect=DEBUG'],
    0,
    {
      inspectionData: expect.objectContaining({
        afterParameters: '{"QueueUrl":"q","MessageBody":7}',
        result: SENT,
      }) as object,
    },
  ],
  [
    'what an ItemReader reads',
    ['Each', '--mock-result', '[1,2]', '--inspect', 'TRACE', '--state-configuration', '{"mapItemReaderData":[1,2]}'],
    0,
    { output: '[1,2]', inspectionData: expect.objectContaining({ afterItemSelector: '[{"n":1},{"n":2}]' }) as object },
  ],
  ['a nested state', ['Inner', '--input', '1'], 0, { status: 'SUCCEEDED', output: '1' }],
];

for (const [what, args, code, answer] of ANSWERS) {
  test(what, async () => {
    const report = await check(['test-state', 'm.asl.json', ...args], { files }, { code, error: '' });
    expect(JSON.parse(report.out)).toMatchObject(answer);
  });
}

test('data that no list of processes shows, and larger than a command line may be', async () => {
  const order = 'x'.repeat(200_000);
  const request = { input: JSON.stringify({ order }), 'mock-result': SENT };
  const report = await check(
    ['test-state', 'm.asl.json', 'Charge', '--request', '-'],
    { files, input: JSON.stringify(request) },
    { code: 0, error: '' },
  );
  expect(JSON.parse(report.out)).toMatchObject({ output: `{"order":"${order}","sent":${SENT}}` });
  await checkOnly(
    ['test-state', 'm.asl.json', 'Charge', '--request', '-'],
    { files, input: '{"input":"{\\"order\\":7}","mock-error":"Other:why"}' },
    { code: 1, out: holding('CAUGHT_ERROR', 'Other') },
  );
});

test.each([
  ['[]', 'must be a JSON object'],
  ['{"inptu":"{}"}', 'has no "inptu"'],
  ['{"input":{}}', 'input in --request must be a string'],
  ['{"input":"in.json"}', 'string of input in --request must be JSON'],
  ['{"variables":"{}"}', '--variables is given twice'],
])('a request of %s is refused', (input, sentence) =>
  checkOnly(
    ['test-state', 'm.asl.json', 'Done', '--variables', '{}', '--request', '-'],
    { files, input },
    { code: 2, error: holding(sentence) },
  ),
);

test('a single state, in YAML, with variables', () =>
  checkOnly(
    ['test-state', 'state.yaml', '--input', '-', '--variables', '{"n":1}'],
    { files, input: '{"a":2}' },
    { code: 0, out: '{"status":"SUCCEEDED","output":"3"}\n' },
  ));

test('a definition from standard input, JSON or YAML', async () => {
  await checkOnly(['test-state', '-'], { input: 'Type: Succeed\n' }, { code: 0, error: '' });
  await checkOnly(['test-state', '-', 'Done'], { input: MACHINE }, { code: 0, error: '' });
});

test("without a mock the project's own handler answers", async () => {
  const sample = path.join(SAMPLES, 'order-fulfilment');
  const args = ['Validate order', '--input', path.join(sample, 'events', 'order.json')];
  const report = await check(
    ['test-state', path.join(sample, 'order-fulfilment.asl.json'), ...args, '--inspect', 'DEBUG'],
    {},
    { code: 0 },
  );
  expect(JSON.parse(report.out)).toMatchObject({ status: 'SUCCEEDED', inspectionData: { result: holding('total') } });
});

const REFUSED: readonly [args: readonly string[], sentence: string][] = [
  [[], 'Name a definition and a state: stepwise test-state FILE STATE'],
  [['m.asl.json'], 'Which state?'],
  [['m.asl.json', 'Chrage'], 'Did you mean "Charge"?'],
  [['m.asl.json', 'Charge', '--input', 'in.json'], "sqs:sendMessage. Add a mock: --mock-result '{"],
  [['m.asl.json', 'Each'], 'Add a mock: --mock-result JSON'],
  [
    ['m.asl.json', 'Charge', '--mock-result', '{"MessageId":1}'],
    'ValidationException: Mock result schema validation error',
  ],
  [['m.asl.json', 'Charge', '--mock-result', '{oops'], '--mock-result is not valid JSON. Line 1, column 2:'],
  [['m.asl.json', 'Charge', '--input', 'nowhere.json'], '--input: nowhere.json cannot be read'],
  [['m.asl.json', 'Done', '--mock-eror', 'E'], 'Did you mean --mock-error?'],
  [['m.asl.json', 'Done', '--field-validation', 'NONE'], 'checks a mock: add --mock-result'],
  [
    ['m.asl.json', 'Done', '--state-configuration', '{"retrierCount":1}'],
    '--state-configuration has no "retrierCount".',
  ],
  [['m.asl.json', 'Charge', '--mock-error', '{"message":"x"}'], '--mock-error has error and cause, not "message".'],
  [['broken.json'], 'AWS would refuse this state:'],
  [['state.yaml', 'Name'], 'leave "Name" away'],
];

test('a task that waits for its token needs a mock of what comes back', async () => {
  const definition = path.join(SAMPLES, 'refund-approval', 'refund-approval.asl.json');
  const sentence = "lambda:invoke.waitForTaskToken. Add a mock: --mock-result '{}'";
  await check(['test-state', definition, 'Ask the manager'], {}, { code: 2, out: '', error: holding(sentence) });
});

test.each(REFUSED)('%j is refused: %s', (args, sentence) =>
  checkOnly(['test-state', ...args], { files }, { code: 2, out: '', error: holding(sentence) }),
);
