/** One state on its own, with what it calls: a table of states with what comes of them. */
import { expect, test } from 'vitest';
import type { Json } from '../../core/json';
import { readProject } from '../../project';
import { runStateTest } from '../../run/stateTest';
import { testLocalState } from '../../run/stateTest/testLocalState';
import { temporaryFolder } from '../harness/temporaryFolder';
import { fakeLambda, type Handler } from './check';

const TEMPLATE = `Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: ., Handler: app.pack, Runtime: nodejs20.x }
`;
const PACK = { Type: 'Task', Resource: '${Pack}', End: true };
const SEND = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {}, End: true };
const RETRIED = { Retry: [{ ErrorEquals: ['States.ALL'] }] };
const CAUGHT = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Then' }] };
const HANDLERS: { readonly [name: string]: Handler } = {
  Pack: (event) =>
    (event as { readonly fails?: boolean }).fails
      ? { fails: 'Full', payload: '{"errorType":"Full","errorMessage":"no room"}' }
      : { returns: { packed: event } },
};

const TABLE: readonly (readonly [what: string, state: object, input: Json, answer: object, unanswered?: number])[] = [
  ['a handler that returns', PACK, { a: 1 }, { response: { status: 'SUCCEEDED', output: '{"packed":{"a":1}}' } }],
  ['a handler that fails', PACK, { fails: true }, { response: { status: 'FAILED', error: 'Full' } }],
  ['a failure that is retried', { ...PACK, ...RETRIED }, { fails: true }, { response: { status: 'RETRIABLE' } }],
  ['a failure that is caught', { ...PACK, ...CAUGHT }, { fails: true }, { response: { status: 'CAUGHT_ERROR' } }],
  ['a call that nothing answers', SEND, {}, { response: { status: 'FAILED' } }, 1],
  ['such a call is not retried', { ...SEND, ...RETRIED }, {}, { response: { status: 'FAILED' } }, 1],
  ['nor caught', { ...SEND, ...CAUGHT }, {}, { response: { status: 'FAILED' } }, 1],
  [
    'a token is not waited for, nor is that caught',
    {
      ...SEND,
      ...CAUGHT,
      Resource: `${SEND.Resource}.waitForTaskToken`,
      Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
    },
    {},
    { response: { status: 'FAILED', cause: 'Nothing answers the task: give it a mock.' } },
    1,
  ],
  [
    'an activity is not waited for',
    { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:Sign', End: true },
    {},
    { response: { status: 'FAILED' } },
    1,
  ],
  ['a handler has the time of its state', { ...PACK, TimeoutSeconds: 60 }, {}, { response: { status: 'SUCCEEDED' } }],
  ['no time passes in a Wait', { Type: 'Wait', Seconds: 86_400, End: true }, {}, { response: { status: 'SUCCEEDED' } }],
];

function request(state: object, input: Json) {
  const folder = temporaryFolder({ 'template.yaml': TEMPLATE, 'app.js': 'exports.pack = async () => 1;\n' });
  const project = readProject(folder);
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:Pack';
  const definition = JSON.stringify(state).replaceAll('${Pack}', arn);
  const invoked: string[] = [];
  const options = { project, lambda: fakeLambda(HANDLERS, invoked), seed: 1 };
  return { definition, given: { input: JSON.stringify(input) }, options };
}

const CASES = TABLE.map(([what, state, input, answer, unanswered = 0]) => ({ what, state, input, answer, unanswered }));

test.each(CASES)('$what', async ({ state, input, answer, unanswered }) => {
  const { definition, given, options } = request(state, input);
  const tested = await testLocalState({ definition, ...given }, { ...options, name: 'Orders' });
  expect(tested.answer).toMatchObject(answer);
  expect(tested.unanswered).toHaveLength(unanswered);
});

test.each<[what: string, state: object, input: Json | undefined, found: object]>([
  ['an answer', PACK, {}, { kind: 'tested', response: { status: 'SUCCEEDED' } }],
  ['what nothing answers', SEND, {}, { kind: 'unanswered', question: { state: 'Work' } }],
  [
    'a state that needs a mock',
    { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }], End: true },
    {},
    { kind: 'refused', lacksMock: true },
  ],
  [
    'why it failed',
    { Type: 'Pass', Parameters: { 'a.$': '$.missing' }, End: true },
    undefined,
    { kind: 'tested', why: expect.stringContaining('missing') as string },
  ],
  [
    'a failure that has no cause',
    { Type: 'Fail', Error: 'Full' },
    {},
    { kind: 'tested', response: { status: 'FAILED', error: 'Full' } },
  ],
  [
    'why no rule of a Choice holds',
    { Type: 'Choice', Choices: [{ Variable: '$.kind', NumericEquals: 1, Next: 'First' }] },
    { kind: 'b' },
    { kind: 'tested', why: expect.stringContaining('$.kind is the text "b"') as string },
  ],
])('what is told of %s', async (_what, state, input, found) => {
  const { definition, options } = request(state, input ?? {});
  const machine = `{"StartAt":"First","States":{"First":{"Type":"Pass","Next":"Work"},"Work":${definition}}}`;
  const wanted = { definition: machine, stateName: 'Work', name: 'Orders', needsMock: true };
  const given = input === undefined ? {} : { input: JSON.stringify(input) };
  expect(await runStateTest(wanted, given, options)).toMatchObject(found);
});

test('a state is in the region of its stack', async () => {
  const state = { Type: 'Pass', Parameters: { 'at.$': '$$.StateMachine.Id' }, End: true };
  const { definition, given, options } = request(state, {});
  const project = { ...options.project, stacks: [{ ...options.project.stacks[0]!, id: 'here', region: 'cn-north-1' }] };
  const { answer } = await testLocalState(
    { definition, ...given },
    { ...options, project, stack: 'here', name: 'Orders' },
  );
  expect(answer).toMatchObject({
    response: { output: expect.stringContaining('arn:aws-cn:states:cn-north-1:') as string },
  });
});
