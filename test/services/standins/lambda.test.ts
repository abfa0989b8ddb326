/** What one function is answered that invokes another, and what reaches that. */
import { expect, test } from 'vitest';
import { createLambda, type FunctionInvocation } from '../../../services/standins/lambda';
import { ServiceFault } from '../../../services/standins/standIn';
import type { Members } from '../../../services/wire';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

/** What the caller gets, and what was invoked or queued. */
async function asked(operation: string, input: Members): Promise<{ answer: unknown; heard: unknown[] }> {
  const heard: unknown[] = [];
  const store = {
    has: (name: string) => name === 'f',
    invoke: (invocation: FunctionInvocation) => {
      heard.push(['invokes', invocation]);
      const failed = { payload: '{"errorType":"Broken"}', hasFailed: true };
      const results: { readonly [event: string]: { payload: string; hasFailed: boolean } } = {
        '"fails"': failed,
        '"fails namelessly"': { payload: '{}', hasFailed: true },
      };
      if (invocation.event === '"refused"')
        throw new ServiceFault({ name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 });
      return Promise.resolve(results[invocation.event] ?? { payload: '{"ok":1}', hasFailed: false });
    },
    queue: (invocation: FunctionInvocation) => void heard.push(['queues', invocation]),
  };
  const context = { store, processId: 'p' } as never;
  return { answer: await createLambda().answer(operation, { FunctionName: 'f', ...input }, context), heard };
}

const invoked = (event: string, more: object = {}): unknown[] => [
  ['invokes', { functionName: 'f', event, processId: 'p', ...more }],
];
const queued = (event: string): unknown[] => [['queues', { functionName: 'f', event, processId: 'p' }]];
const DONE = { StatusCode: 200, ExecutedVersion: '$LATEST', Payload: Buffer.from('{"ok":1}') };
const STREAM = { StatusCode: 200, ExecutedVersion: '$LATEST', ResponseStreamContentType: 'application/octet-stream' };

test.each<[what: string, operation: string, input: Members, output: object, heard: unknown[]]>([
  ['waits', 'Invoke', { Payload: bytes('{"a":1}') }, DONE, invoked('{"a":1}')],
  ['gives text', 'Invoke', { Payload: '[1]' }, DONE, invoked('[1]')],
  ['gives nothing', 'Invoke', {}, DONE, invoked('{}')],
  ['gives no bytes', 'Invoke', { Payload: bytes('') }, DONE, invoked('{}')],
  ['says that it waits', 'Invoke', { InvocationType: 'RequestResponse' }, DONE, invoked('{}')],
  ['names a version', 'Invoke', { Qualifier: '12' }, { ...DONE, ExecutedVersion: '12' }, invoked('{}')],
  ['names an alias', 'Invoke', { Qualifier: 'v1' }, DONE, invoked('{}')],
  [
    'says something of itself',
    'Invoke',
    { ClientContext: Buffer.from('{"custom":"é"}').toString('base64') },
    DONE,
    invoked('{}', { clientContext: '{"custom":"é"}' }),
  ],
  [
    'meets a failure',
    'Invoke',
    { Payload: '"fails"' },
    { ...DONE, FunctionError: 'Unhandled', Payload: Buffer.from('{"errorType":"Broken"}') },
    invoked('"fails"'),
  ],
  ['only tries', 'Invoke', { InvocationType: 'DryRun' }, { StatusCode: 204 }, []],
  ['does not wait', 'Invoke', { InvocationType: 'Event', Payload: '1' }, { StatusCode: 202 }, queued('1')],
  ['does not wait, by the old name', 'InvokeAsync', { InvokeArgs: bytes('2') }, { Status: 202 }, queued('2')],
  [
    'reads a stream',
    'InvokeWithResponseStream',
    { Payload: '3' },
    { ...STREAM, EventStream: [{ PayloadChunk: { Payload: Buffer.from('{"ok":1}') } }, { InvokeComplete: {} }] },
    invoked('3'),
  ],
  [
    'reads a stream of what fails',
    'InvokeWithResponseStream',
    { Payload: '"fails"' },
    {
      ...STREAM,
      EventStream: [{ InvokeComplete: { ErrorCode: 'Broken', ErrorDetails: '{"errorType":"Broken"}' } }],
    },
    invoked('"fails"'),
  ],
  [
    'reads a stream of what fails without a name',
    'InvokeWithResponseStream',
    { Payload: '"fails namelessly"' },
    { ...STREAM, EventStream: [{ InvokeComplete: { ErrorCode: 'Unhandled', ErrorDetails: '{}' } }] },
    invoked('"fails namelessly"'),
  ],
  ['only tries a stream', 'InvokeWithResponseStream', { InvocationType: 'DryRun' }, { StatusCode: 204 }, []],
])('who %s', async (_what, operation, input, output, heard) =>
  expect(await asked(operation, input)).toEqual({ answer: { output }, heard }),
);

test('what is no JSON, and what is refused, is an error of the call', async () => {
  const { answer, heard } = await asked('Invoke', { Payload: '{' });
  expect(answer).toMatchObject({ error: { name: 'InvalidRequestContentException', status: 400 } });
  expect(heard).toEqual([]);
  const refused = { name: 'TooManyRequestsException', message: 'Rate exceeded', status: 429 };
  expect((await asked('Invoke', { Payload: '"refused"' })).answer).toEqual({ error: refused });
});

test('functions of the project are known by their names, for what calls them', async () => {
  const { knows, answer } = createLambda();
  const context = { store: { has: (name: string) => name === 'f' } } as never;
  const known = [
    knows('Invoke', { FunctionName: 'f' }, context),
    knows('Invoke', { FunctionName: 'g' }, context),
    knows('Invoke', { FunctionName: 7 }, context),
    knows('CreateFunction', { FunctionName: 'f' }, context),
    knows('constructor', { FunctionName: 'f' }, context),
  ];
  expect(await Promise.all(known)).toEqual([true, false, false, false, false]);
  expect([answer('CreateFunction', {}, context), answer('constructor', {}, context)]).toEqual([undefined, undefined]);
});
