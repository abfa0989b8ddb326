import { test } from 'vitest';
import { check, holding } from './check';

const files = {
  'orders.asl.json': JSON.stringify({
    StartAt: 'Send',
    States: {
      Send: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage',
        Parameters: { QueueUrl: 'q', MessageBody: 'm' },
        End: true,
      },
    },
  }),
  'MockConfigFile.json': JSON.stringify({
    StateMachines: {
      Registered: { TestCases: { Happy: { Send: 'Sent' }, Sad: { Send: 'Full' } } },
      orders: { TestCases: { Other: { Send: 'Sent' } } },
    },
    MockedResponses: { Sent: { 0: { Return: { MessageId: '1' } } }, Full: { 0: { Throw: { Error: 'Full' } } } },
  }),
  'broken.json': '{\n  "StateMachines": []\n}',
};
const run = (...more: string[]): string[] => ['run', 'orders.asl.json', ...more];
const mock = ['--mock', 'MockConfigFile.json'];

test.each<[string, string[], object]>([
  ['by the name of the file', run(...mock, '--case', 'Other'), { code: 0, out: '{"MessageId":"1"}\n' }],
  [
    'by the name it is registered under',
    run(...mock, '--case', 'Happy', '--machine', 'Registered'),
    { code: 0, out: '{"MessageId":"1"}\n' },
  ],
  ['that fails', run(...mock, '--case', 'Sad', '--machine', 'Registered'), { code: 1, error: holding('✗ Send: Full') }],
  [
    'that is not there',
    run(...mock, '--case', 'Othre'),
    { code: 2, error: holding('"orders" in MockConfigFile.json has no test case "Othre". Did you mean "Other"?') },
  ],
  [
    'of a machine that is nowhere',
    run(...mock, '--case', 'Happy', '--machine', 'Registred'),
    { code: 2, error: holding('contains the state machine "orders", not "Registred"') },
  ],
  [
    'unnamed: they are listed',
    run(...mock),
    { code: 2, error: holding('--mock needs --case', 'Registered: Happy', 'Sad') },
  ],
  ['without a file', run('--case', 'Happy'), { code: 2, error: holding('--case needs --mock FILE.') }],
  [
    'of a broken file',
    run('--mock', 'broken.json', '--case', 'Happy'),
    { code: 2, error: holding('broken.json:2:20: "StateMachines" must be an object.') },
  ],
  ['of no file', run('--mock', 'none.json', '--case', 'Happy'), { code: 2, error: holding('none.json') }],
])('stepwise run with a test case %s', async (_what, args, expected) => {
  await check(args, { files }, expected);
});
