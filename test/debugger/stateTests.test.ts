/** Test State as an editor asks for it: a session launched for it, a typed request, a typed answer. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { AdapterRequests, StateTestResult } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const NEXT = { Next: 'Done' };
const branch = (name: string): object => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
const MACHINE = {
  StartAt: 'Total',
  States: {
    Total: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:total', ...NEXT },
    Send: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$.order' },
      Retry: [{ ErrorEquals: ['Busy'] }],
      ...NEXT,
    },
    // This machine in fact, but not by its name: where a test fails nothing is looked up, nor leaves.
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: { ApiEndpoint: 'https://0.0.0.0:9/charges', Method: 'POST' },
      ...NEXT,
    },
    Each: { Type: 'Map', ItemProcessor: branch('Inner'), ...NEXT },
    Both: { Type: 'Parallel', Branches: [branch('One')], ...NEXT },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'total', 'Payload.$': '$$.Task.Token' },
      ...NEXT,
    },
    Broken: { Type: 'Wait', Seconds: 'soon', ...NEXT },
    Done: { Type: 'Succeed' },
  },
};
const SENT = '{"MessageId":"1","MD5OfMessageBody":"2"}';

type Request = AdapterRequests['stepwise.testState'];

/** A session that tests states of {@link MACHINE}; a person in front of it declines whatever they are asked. */
async function launched(launch: object = { target: 'state', interactive: true }) {
  const folder = temporaryFolder({
    'm.asl.json': JSON.stringify(MACHINE),
    'total.js': 'exports.handler = async () => null;\n',
    'in.json': '{"order":7}',
  });
  const client = new Client({ total: [{ return: 12 }] });
  onTestFinished(() => client.close());
  const asked: unknown[] = [];
  client.onEvent = ({ event, body }) => {
    if (event !== 'stepwise.confirm') return;
    const { requestId, question } = body as { requestId: number; question: { permissions: unknown } };
    asked.push(question.permissions);
    void client.request('stepwise.confirmed', { requestId, answer: 'no' });
  };
  await client.request('initialize', { adapterID: 'stepwise' });
  await client.request('launch', { program: path.join(folder, 'm.asl.json'), noDebug: true, ...launch });
  await client.request('configurationDone');
  const ask = (request: Request): Promise<StateTestResult> => client.request('stepwise.testState', request);
  return { client, folder, asked, ask };
}

const tested = (response: object): object => ({ kind: 'tested', response });
const refused = (message: RegExp): object => ({ kind: 'refused', message: expect.stringMatching(message) as string });

/** What is asked, and what is answered. */
const ANSWERS: readonly [what: string, request: Request, result: object][] = [
  [
    "the project's own handler answers",
    { state: 'Total' },
    tested({ status: 'SUCCEEDED', output: '12', nextState: 'Done' }),
  ],
  [
    'a mocked result, with the stages',
    { state: 'Send', inputText: '{"order":7}', mock: { result: SENT }, inspectionLevel: 'DEBUG' },
    tested({
      status: 'SUCCEEDED',
      output: SENT,
      nextState: 'Done',
      inspectionData: expect.objectContaining({ afterParameters: '{"QueueUrl":"q","MessageBody":7}' }) as object,
    }),
  ],
  [
    'a mocked error',
    { state: 'Send', inputText: '{"order":7}', mock: { error: 'Busy', cause: 'try later' } },
    tested({ status: 'RETRIABLE', error: 'Busy', cause: 'try later' }),
  ],
  [
    'a service that nothing answers',
    { state: 'Send', inputText: '{"order":7}' },
    {
      kind: 'needsMock',
      resource: 'arn:aws:states:::sqs:sendMessage',
      suggestion: expect.stringContaining('MessageId') as string,
    },
  ],
  [
    'a token, which nobody is waited for',
    { state: 'Ask' },
    { kind: 'needsMock', resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', suggestion: '{}' },
  ],
  [
    'numbers to the last digit',
    { state: 'Total', inputText: '{"order":10.0}', mock: { result: '[12345678901234567890,1.50]' } },
    tested({ status: 'SUCCEEDED', output: '[12345678901234567890,1.5]', nextState: 'Done' }),
  ],
  ['a Map without a mock', { state: 'Each' }, { kind: 'needsMock', suggestion: '[]' }],
  ['a Parallel without a mock', { state: 'Both' }, { kind: 'needsMock', suggestion: '[]' }],
  ['a Parallel with a wrong one', { state: 'Both', mock: { result: '[1,2]' } }, refused(/same number of items/)],
  ['a state that AWS would refuse', { state: 'Broken' }, refused(/^AWS would refuse this state:/)],
  ['a state that is not there', { state: 'Snd' }, refused(/has no state "Snd". Did you mean "Send"\?/)],
  ['a nested state', { state: 'Inner', inputText: '1.50' }, tested({ status: 'SUCCEEDED', output: '1.50' })],
  ['an input that is none', { state: 'Done', inputText: '{oops' }, refused(/^The input is not valid JSON/)],
];

test.each(ANSWERS)('%s', async (_what, request, result) => {
  const { ask, asked } = await launched();
  expect(await ask(request)).toEqual(result);
  expect(asked).toEqual([]);
});

it('reads the input of a file, and the definition at each test', async () => {
  const { ask, folder } = await launched();
  const request: Request = { state: 'Done', inputFile: path.join(folder, 'in.json') };
  expect(await ask(request)).toEqual(tested({ status: 'SUCCEEDED', output: '{"order":7}' }));
  expect(await ask({ ...request, inputFile: path.join(folder, 'none.json') })).toEqual(refused(/cannot be read/));
});

describe('consents', () => {
  it('asks before a request leaves, and wants a mock where the person declines', async () => {
    const { ask, asked } = await launched();
    expect(await ask({ state: 'Charge' })).toMatchObject({ kind: 'needsMock' });
    expect(asked).toEqual([[{ kind: 'http', origin: 'https://0.0.0.0:9', writes: true }]]);
  });

  it('does not begin with a target that nobody has allowed', async () => {
    const awsTarget = { kind: 'aws', profile: 'prod', region: 'eu-west-1' };
    await expect(launched({ target: 'state', awsTarget })).rejects.toThrow(/may not call AWS with the profile "prod"/);
  });
});

it('says that its file is gone, or cannot be read', async () => {
  const { ask, folder } = await launched();
  const file = path.join(folder, 'm.asl.json');
  rmSync(file);
  expect(await ask({ state: 'Done' })).toEqual({ kind: 'refused', message: `The file ${file} does not exist.` });
  mkdirSync(file);
  expect(await ask({ state: 'Done' })).toEqual(refused(/m\.asl\.json cannot be read: ./));
});

it('ends with its handlers when it is told to', async () => {
  const { client, ask } = await launched();
  await ask({ state: 'Total' });
  await client.request('terminate');
  await client.event(0, 'terminated');
  expect(client.disposed).toBeGreaterThan(0);
});

it('is cancelled by the end of its session, whatever it waits for', async () => {
  const { client, ask } = await launched();
  client.onEvent = ({ event }) => void (event === 'stepwise.confirm' && client.request('terminate'));
  const cancelled = ask({ state: 'Charge' });
  await client.event(0, 'terminated');
  expect(await cancelled).not.toMatchObject({ kind: 'tested', response: { status: 'SUCCEEDED' } });
});

it('is refused by a session that runs something else', async () => {
  const { ask } = await launched({ target: 'machine', runAnyway: true });
  await expect(ask({ state: 'Done' })).rejects.toThrow(/was not launched to test states/);
});
