/** What a recording keeps, what it leaves out, and what becomes of the file that it is added to. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { jsonText, jsonValue } from '../../core/jsonText';
import { TaskTimedOut, type TaskCall, type TaskOutcome } from '../../core/interpreter/host';
import type { Json } from '../../core/json';
import { readMask } from '../../core/mask';
import { Recorder, type CallAnswer } from '../../run/record/recorder';
import { recordProblem, writeRecording } from '../../run/record/recordFile';
import { sameInEveryRun } from '../../run/record/sameInEveryRun';
import { loadCatalogue } from '../../services/loadTables';
import type { Call } from '../../services/wire';
import { temporaryFolder } from '../harness/temporaryFolder';

const catalogue = loadCatalogue();

function callOf(action: string): Call {
  const [service = '', name = ''] = action.split(':');
  const table = catalogue.table(service)!;
  const operation = table.operations.get(name)!;
  return { service: table, operation, protocol: table.protocols[0]!, method: 'POST', headers: {}, input: {} };
}

interface Run {
  readonly mask?: readonly string[];
  /** By state, in order; with `from` the execution. */
  readonly tasks?: readonly [state: string, outcome: TaskOutcome, execution?: object][];
  readonly calls?: readonly [action: string, input: Json, answer: CallAnswer][];
}

function recorded({ mask = [], tasks = [], calls = [] }: Run) {
  const recorder = new Recorder(readMask(mask).mask);
  const execution = {};
  for (const [name, outcome, of = execution] of tasks) {
    const call = { state: { name }, signal: new AbortController().signal } as unknown as TaskCall;
    recorder.taskBegins(call, 'm', of);
    recorder.taskGoesOut(call);
    recorder.taskEnds(call, outcome);
  }
  for (const [action, input, answer] of calls) recorder.callGoesOut(callOf(action), input)(answer);
  return recorder.recording('at');
}

const success = (output: Json): TaskOutcome => ({ type: 'success', output });

test('answers of a state follow each other, and the last stays', () => {
  const failure: TaskOutcome = { type: 'failure', error: 'E', cause: 'c' };
  const { mocks } = recorded({
    tasks: [
      ['A', failure],
      ['A', success(1)],
      ['A', success(2)],
      ['A', success(2)],
      ['B', success(3)],
    ],
  });
  expect(mocks).toEqual({
    m: {
      A: [
        { error: 'E', cause: 'c', recorded: 'at' },
        { return: 1, recorded: 'at' },
        { return: 2, recorded: 'at' },
      ],
      B: [{ return: 3, recorded: 'at' }],
    },
  });
});

test('of a machine that runs twice the first execution is kept, and that is said', () => {
  const { mocks, leftOut } = recorded({
    tasks: [
      ['A', success(1)],
      ['A', success(2), {}],
    ],
  });
  expect(mocks).toEqual({ m: { A: [{ return: 1, recorded: 'at' }] } });
  expect(leftOut).toEqual(['"m" ran more than once: what its first execution was answered is recorded.']);
});

test('what lacks something here, and what was given up, is no answer', () => {
  expect(recorded({ tasks: [['A', { type: 'failure', error: 'States.Runtime', terminal: true }]] }).mocks).toEqual({});
});

test.each<
  [string, { readonly reason?: unknown; readonly goesOut?: boolean; readonly outcome?: TaskOutcome }, Json | undefined]
>([
  ['an answer', { outcome: success(1) }, { return: 1 }],
  ['a time that was up', { reason: new TaskTimedOut(), outcome: success(1) }, { error: 'States.Timeout' }],
  ['a call that was given up', { reason: new Error('stopped'), outcome: success(1) }, undefined],
  ['no outcome', {}, undefined],
  ['what came from nowhere outside', { goesOut: false, outcome: success(1) }, undefined],
])('%s is recorded as what it is', (_, { reason, goesOut = true, outcome }, recording) => {
  const recorder = new Recorder(readMask([]).mask);
  const abort = new AbortController();
  const call = { state: { name: 'A' }, signal: abort.signal } as unknown as TaskCall;
  recorder.taskBegins(call, 'm', {});
  recorder.taskGoesOut(call, goesOut);
  if (reason !== undefined) abort.abort(reason);
  recorder.taskEnds(call, outcome);
  expect(recorder.recording('at').mocks).toEqual(
    recording === undefined ? {} : { m: { A: [{ ...(recording as object), recorded: 'at' }] } },
  );
});

test('numbers keep their digits', () => {
  const answer = jsonValue('{"id":12345678901234567890,"total":10.0,"secret":"sesame"}');
  const { mocks, calls } = recorded({
    mask: ['secret'],
    tasks: [['A', success(answer)]],
    calls: [
      ['sqs:ReceiveMessage', jsonValue('{"QueueUrl":"q","MaxNumberOfMessages":12345678901234567891}'), { output: {} }],
    ],
  });
  expect(jsonText(mocks.m!.A!)).toContain('{"id":12345678901234567890,"total":10.0,"secret":"***"}');
  expect(jsonText(calls)).toContain('12345678901234567891');
});

test('a masked value is nowhere, and no call waits for it', () => {
  const { mocks, calls, leftOut } = recorded({
    mask: ['SecretString'],
    tasks: [
      ['A', success({ text: 'It is sesame.' })],
      ['B', { type: 'failure', error: 'E', cause: 'not sesame' }],
    ],
    calls: [
      ['secretsmanager:GetSecretValue', { SecretId: 'x' }, { output: { SecretString: 'sesame' } }],
      ['sns:Publish', { TopicArn: 't', Message: 'by sesame' }, { error: { name: 'E', message: 'sesame?' } }],
    ],
  });
  expect(JSON.stringify([mocks, calls])).not.toContain('sesame');
  expect(leftOut).toEqual([
    'What is masked is *** in it: SecretString. Where a handler or the state machine reads that, write a value of your own.',
  ]);
  expect(mocks.m).toEqual({
    A: [{ return: { text: 'It is ***.' }, recorded: 'at' }],
    B: [{ error: 'E', cause: 'not ***', recorded: 'at' }],
  });
  expect(calls).toEqual({
    'secretsmanager:GetSecretValue': [{ input: { SecretId: 'x' }, return: { SecretString: '***' }, recorded: 'at' }],
    'sns:Publish': [{ input: { TopicArn: 't' }, error: 'E', cause: '***?', recorded: 'at' }],
  });
});

test('a masked attribute of DynamoDB stays one that clients can read', () => {
  const card = { card: { S: '4111' }, tries: { N: '3' }, owner: { M: { name: { S: 'Ada' } } } };
  const { calls } = recorded({
    mask: ['card', 'tries', 'owner'],
    calls: [
      ['dynamodb:PutItem', { TableName: 't', Item: { id: { S: '7' }, ...card } }, { output: { Attributes: card } }],
    ],
  });
  const masked = { S: '***' };
  const Attributes = { card: masked, tries: masked, owner: masked };
  expect(calls).toEqual({
    'dynamodb:PutItem': [
      { input: { TableName: 't', Item: { id: { S: '7' } } }, return: { Attributes }, recorded: 'at' },
    ],
  });
});

test('bytes are base64; a body that is no text cannot be kept', () => {
  const bytes = new Uint8Array([0, 255]);
  const text = new Uint8Array(Buffer.from('{"a":1}'));
  const { calls, leftOut } = recorded({
    calls: [
      ['dynamodb:GetItem', { TableName: 't' }, { output: { Item: { a: { B: bytes } } } }],
      ['s3:GetObject', { Key: 'text' }, { output: { Body: text } }],
      ['s3:GetObject', { Key: 'bytes' }, { output: { Body: bytes } }],
      ['s3:GetObject', { Key: 'large' }, undefined],
    ],
  });
  expect(calls).toMatchObject({
    'dynamodb:GetItem': [{ return: { Item: { a: { B: 'AP8=' } } } }],
    's3:GetObject': [{ input: { Key: 'text' }, return: { Body: '{"a":1}' } }],
  });
  expect(calls['s3:GetObject']).toHaveLength(1);
  expect(leftOut).toEqual([
    'The answer of s3:GetObject is not recorded: it holds bytes, and a mock holds text.',
    'The answer of s3:GetObject is not recorded: it is too large, or cannot be read.',
  ]);
});

const ID = '0b0b4d5e-1f8f-4a43-9d2c-1c8f1b2a3c4d';
const BEGAN = Date.parse('2026-08-07T10:00:00Z');

test.each<[string, Json, Json | undefined]>([
  ['what is said', { a: 'x', n: 7, list: [1, 'y'] }, { a: 'x', n: 7, list: [1, 'y'] }],
  ['an id', { a: ID, b: 1 }, { b: 1 }],
  ['an id in a text', { a: `order-${ID}.json` }, {}],
  ['an id in a list', { a: ['x', ID] }, {}],
  ['an id as a name', { [ID]: 1, b: 2 }, { b: 2 }],
  ['an id that came from outside', { a: ID.replace('0b', 'ff') }, { a: ID.replace('0b', 'ff') }],
  ['a moment of the run', { a: '2026-08-07T10:00:03.123Z' }, {}],
  ['a moment to come', { a: { N: String(BEGAN / 1000 + 86_400) } }, { a: {} }],
  ['a moment in milliseconds', { a: BEGAN + 5 }, {}],
  ['seconds with a fraction', { a: BEGAN / 1000 + 0.25 }, {}],
  ['a moment of before', { a: '2020-01-01T00:00:00Z', b: 1577836800 }, { a: '2020-01-01T00:00:00Z', b: 1577836800 }],
  ['a phone number', { a: '+4915112345678901' }, { a: '+4915112345678901' }],
  ["a token of the SDK's", { ClientRequestToken: 'any', TransactItems: [] }, { TransactItems: [] }],
  ['sums of a body', { ChecksumCRC32: 'x', ContentLength: 2, Body: '{}' }, { Body: '{}' }],
  ['no object', 'x', undefined],
])('%s', (_what, input, kept) => {
  const { operation } = callOf(
    input instanceof Object && 'ChecksumCRC32' in input ? 's3:PutObject' : 'dynamodb:TransactWriteItems',
  );
  expect(sameInEveryRun(input, { began: BEGAN, seen: `{"id":"${ID.replace('0b', 'ff')}"}`, operation })).toEqual(kept);
});

test.each<[string, Json, Json]>([
  [
    'times of which a part is a number of its own',
    { a: '21765432101', b: '1.765432101', c: '5765432101' },
    { a: '21765432101', b: '1.765432101', c: '5765432101' },
  ],
  ['a moment of long after', { a: BEGAN / 1000 + 1_000_000 }, {}],
  [
    'a moment just before',
    { a: new Date(BEGAN - 999).toISOString(), b: new Date(BEGAN - 1001).toISOString() },
    { b: new Date(BEGAN - 1001).toISOString() },
  ],
  ['a moment elsewhere on earth', { a: '2026-08-07T13:00:00+02:00' }, {}],
  ['a token of this machine', { a: 'ab'.repeat(32), b: 'ab'.repeat(31) }, { b: 'ab'.repeat(31) }],
  ['an id in capitals', { a: ID.toUpperCase() }, {}],
  ['texts that are as long as an id', { a: ID.replace('4a43', '0a43') }, { a: ID.replace('4a43', '0a43') }],
  ['truth and nothing', { a: true, b: null, c: '' }, { a: true, b: null, c: '' }],
  ['an object of which nothing is left', { a: { b: ID }, c: [{ d: ID }] }, { a: {} }],
  [
    'a member that is called like a sum, and is none',
    { Checksum: 'x', ContentMD5s: 'y', ChecksumCRC32: 'z' },
    { Checksum: 'x', ContentMD5s: 'y' },
  ],
  ['a sum that the model does not have', { ContentLength: 5 }, { ContentLength: 5 }],
])('of a call’s own members, %s', (_what, input, kept) => {
  const members = new Map(['Checksum', 'ChecksumCRC32', 'ContentMD5s'].map((name) => [name, {}]));
  const operation = { input: { members } } as unknown as Parameters<typeof sameInEveryRun>[1]['operation'];
  expect(sameInEveryRun(input, { began: BEGAN, seen: '', operation })).toEqual(kept);
});

test('a file keeps what it holds, and what a person has written goes before', () => {
  const recordedBefore = '2026-01-01T00:00:00Z';
  const file = path.join(
    temporaryFolder({
      'r.json': `{
  // kept
  "version": 1,
  "mocks": {
    "m": { "A": { "return": "by hand" }, "Old": { "return": 1, "recorded": "${recordedBefore}" } },
    "other": { "X": { "return": 1 } }
  },
  "calls": {
    "dynamodb:GetItem": [
      { "input": { "a": 1 }, "return": {}, "recorded": "${recordedBefore}" },
      { "input": { "b": 1 }, "return": {}, "recorded": "${recordedBefore}" },
      { "return": {} }
    ],
    "sns:Publish": { "return": {}, "recorded": "${recordedBefore}" }
  }
}
`,
    }),
    'r.json',
  );
  const answer = { output: { Item: { id: { S: 'new' } } } };
  const { words } = writeRecording(
    file,
    recorded({
      tasks: [
        ['A', success('new')],
        ['Old', success('new')],
        ['B', success(2)],
      ],
      calls: [['dynamodb:GetItem', { a: 1 }, answer]],
    }),
    'r.json',
  );
  expect(words).toEqual([
    '3 answers are recorded in r.json.',
    'Your own mocks of "A" stay as they are.',
    'Its earlier answers of "Old" are replaced.',
    'Recorded earlier, and not asked for this time: dynamodb:GetItem, sns:Publish. Remove what is no longer called.',
  ]);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('// kept');
  expect(JSON.parse(text.replace('// kept', ''))).toMatchObject({
    mocks: {
      m: { A: { return: 'by hand' }, Old: [{ return: 'new' }], B: [{ return: 2, recorded: 'at' }] },
      other: { X: { return: 1 } },
    },
    calls: {
      'dynamodb:GetItem': [{ input: { a: 1 }, return: answer.output }, { input: { b: 1 } }, { return: {} }],
      'sns:Publish': { return: {} },
    },
  });
  expect(recordProblem(file)).toBeUndefined();
});

test('nothing is written where nothing came', () => {
  const file = path.join(temporaryFolder({}), 'r.json');
  expect(writeRecording(file, recorded({}), 'r.json')).toEqual({
    words: ['Nothing came back from outside, so nothing is recorded.'],
    problems: [],
  });
});
