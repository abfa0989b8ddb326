import { expect, test } from 'vitest';
import { StepFunctionsService } from '../../run';
import { SECRET } from '../stepFunctions/impostor';
import { check, holding } from './check';

const TOKEN = 'b'.repeat(64);

const machine = JSON.stringify({
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:states:us-east-1:123456789012:activity:work',
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Pass', End: true },
  },
});

test.each<[readonly string[], string]>([
  [['success', '--output', '{"by":"me"}'], '{"by":"me"}\n'],
  [['failure', '--error', 'No', '--cause', 'late'], '{"Error":"No","Cause":"late"}\n'],
  [['failure'], '{"Error":null,"Cause":null}\n'],
])('%j answers a run in another terminal', async (answer, out) => {
  const running = check(
    ['run', 'm.asl.json'],
    { files: { 'm.asl.json': machine }, onError: answerIt },
    { code: 0, out },
  );
  let answered: Promise<unknown> | undefined;
  function answerIt(text: string): void {
    const [, token] = /--token (\S+)/.exec(text) ?? [];
    if (token) answered = check(['callback', ...answer, '--token', token], {}, { code: 0 });
  }
  await running;
  await answered;
});

test('a token may come by standard input, where no list of processes shows it', async () => {
  const service = new StepFunctionsService();
  const args = ['callback', 'heartbeat', '--token', '-', '--endpoint', await service.url()];
  await check(args, { input: 'unknown\n' }, { code: 1, error: holding("Invalid Token: 'Invalid token'") });
  await check([...args.slice(0, 1), 'success', ...args.slice(2), '--output-file', '-'], {}, { code: 2 });
  await service.close();
});

test('says what the run refuses', async () => {
  const service = new StepFunctionsService();
  const url = await service.url();
  const error = "stepwise callback: InvalidToken: Invalid Token: 'Invalid token'\n";
  await check(['callback', 'heartbeat', '--token', 'x', '--endpoint', url], {}, { code: 1, error });
  await service.close();
  await check(
    ['callback', 'heartbeat', '--token', 'x', '--endpoint', url],
    {},
    { code: 2, error: holding('Nothing answers at', 'the run has ended') },
  );
});

test.each<[string, string | undefined]>([
  ['nothing', undefined],
  ['an empty text', ''],
  ['a stand-in of another kind', 'http://127.0.0.1:4566'],
  ['a run that has ended', `http://127.0.0.1:1/${SECRET}`],
])('where the environment names %s, the run that waits is found', async (_what, usual) => {
  const service = new StepFunctionsService();
  await service.url();
  const facts = { machine: 'm', state: 'Wait', resource: '', input: null };
  const task = service.tasks.add({ ...facts, token: TOKEN, heartbeat: () => undefined });
  const env = { AWS_ENDPOINT_URL_SFN: usual };
  const args = ['callback', 'success', '--token', TOKEN, '--output', '1'];
  await check(args, { env }, { code: 0, error: 'The task succeeds.\n' });
  expect(task.answer).toMatchObject({ output: 1 });
  await service.close();
});

test('says why the endpoint of the environment was of no use, where no other run knows the token', () =>
  check(
    ['callback', 'success', '--token', TOKEN],
    { env: { AWS_ENDPOINT_URL_SFN: `http://127.0.0.1:1/${SECRET}` } },
    { code: 2, error: holding('Nothing answers at', 'the run has ended') },
  ));

test('says that no run knows the token', () =>
  check(
    ['callback', 'success', '--token', 'f'.repeat(64)],
    {},
    { code: 1, error: 'stepwise callback: No run on this machine is waiting for an answer with this token.\n' },
  ));

test.each<[readonly string[], string]>([
  [[], 'Choose an answer: stepwise callback success|'],
  [['maybe'], 'Choose an answer: stepwise callback success|'],
  [['success'], '--token TOKEN is missing'],
  [['heartbeat', '--token', 'x', '--output', '1'], '--output cannot be used with heartbeat.'],
  [['success', '--token', 'x', '--endpoint', 'http://127.0.0.1:1', '--output', '{'], '--output is not valid JSON'],
  [
    ['success', '--token', 'x', '--endpoint', 'https://states.us-east-1.amazonaws.com'],
    'is not the endpoint of a run on this',
  ],
])('refuses %j', async (args, sentence) => {
  const { error } = await check(['callback', ...args], {}, { code: 2 });
  expect(error).toContain(sentence);
});
