/** What a launch configuration brings grants nothing: the person is asked, or has allowed it before. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import type { LaunchArguments } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Client } from './check';

const PASS = { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } };
// This machine in fact, but not by its name: where a test fails nothing is looked up, nor leaves.
const HTTP = {
  StartAt: 'Charge',
  States: {
    Charge: {
      Type: 'Task',
      Resource: 'arn:aws:states:::http:invoke',
      Parameters: { ApiEndpoint: 'https://0.0.0.0:9/charges', Method: 'POST' },
      End: true,
    },
  },
};

interface Launched {
  readonly client: Client;
  /** What the person was asked, in order. */
  readonly asked: unknown[];
  readonly error?: Error;
}

/** Launches a machine in an editor whose person gives these answers. */
async function launched(
  definition: object,
  { allowed, answers = [], ...args }: Partial<LaunchArguments> & { readonly allowed?: object; answers?: string[] },
): Promise<Launched> {
  const folder = temporaryFolder({ 'm.asl.json': JSON.stringify(definition) });
  const consentFile = `${folder}/consents.json`;
  writeFileSync(consentFile, JSON.stringify({ version: 1, folders: allowed ? { [folder]: [allowed] } : {} }), {
    mode: 0o600,
  });
  const client = new Client({}, consentFile);
  onTestFinished(() => client.close());
  const asked: unknown[] = [];
  client.onEvent = ({ event, body }) => {
    if (event === 'stepwise.ask') {
      asked.push('for the answer');
      void client.request('stepwise.answer', { requestId: (body as { requestId: number }).requestId });
    }
    if (event !== 'stepwise.confirm') return;
    const { requestId, question } = body as { requestId: number; question: unknown };
    asked.push(question);
    void client.request('stepwise.confirmed', { requestId, answer: answers.shift() ?? 'no' });
  };
  await client.request('initialize', { adapterID: 'stepwise' });
  const program = `${folder}/m.asl.json`;
  const error = await client.request('launch', { program, noDebug: true, ...args }).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  if (error) return { client, asked, error };
  await client.request('configurationDone');
  await client.event(0, 'terminated');
  return { client, asked };
}

const began = ({ client }: Launched): boolean => client.events.some(({ event }) => event === 'stepwise.runStarted');

describe('the target of a launch configuration', () => {
  const minio = { kind: 'endpoint', origin: 'http://minio.lan:9000' };
  const elsewhere = { kind: 'endpoint', url: '', services: { s3: 'http://minio.lan:9000/x' } } as const;
  const prod = { kind: 'aws', profile: 'prod', region: 'eu-west-1' } as const;
  const ask = { interactive: true };

  test.each<[string, Parameters<typeof launched>[1], unknown[], string | RegExp | undefined]>([
    ['is mock', { awsTarget: { kind: 'mock' } }, [], undefined],
    ['is this machine', { awsTarget: { kind: 'endpoint', url: 'http://localhost:4566' } }, [], undefined],
    [
      'is elsewhere, and nobody can be asked',
      { awsTarget: elsewhere },
      [],
      /may not make its calls to AWS services at http:\/\/minio\.lan:9000: you have not allowed it/,
    ],
    ['is elsewhere, and allowed', { awsTarget: elsewhere, ...ask, answers: ['once'] }, [minio], undefined],
    ['is elsewhere, and declined', { awsTarget: elsewhere, ...ask, answers: ['no'] }, [minio], /you have not allowed/],
    ['was allowed for good', { awsTarget: elsewhere, ...ask, allowed: minio }, [], undefined],
    [
      'is AWS, and nobody can be asked',
      { awsTarget: prod },
      [],
      /may not call AWS with the profile "prod", in eu-west-1/,
    ],
    ['is AWS, and allowed', { awsTarget: prod, ...ask, answers: ['once'] }, [prod], undefined],
    ['is AWS, and was allowed for good', { awsTarget: prod, allowed: prod }, [], undefined],
    [
      'is AWS, and was allowed with another account',
      { awsTarget: prod, awsAccount: '123456789012', ...ask, allowed: prod },
      [{ ...prod, account: '123456789012' }],
      /you have not allowed/,
    ],
    [
      'has a scheme that an SDK takes for HTTP',
      { awsTarget: { kind: 'endpoint', url: 'foo://collect.example.org' }, ...ask, answers: ['once'] },
      [],
      'An AWS endpoint must be a URL such as http://localhost:4566, not "foo://collect.example.org".',
    ],
    ['is a word', { awsTarget: 'aws' as never, ...ask, answers: ['once'] }, [], /must be "mock", "endpoint" or "aws"/],
  ])('%s', async (_what, args, asked, refused) => {
    const run = await launched(PASS, args);
    expect(run.asked).toEqual(asked.map((permission) => ({ permissions: [permission] })));
    if (refused === undefined) expect(run.error).toBeUndefined();
    else expect(run.error?.message).toMatch(refused);
    expect(began(run)).toBe(refused === undefined);
  });
});

describe('an HTTP Task', () => {
  const http = { kind: 'http', origin: 'https://0.0.0.0:9', writes: true };
  const question = {
    permissions: [http],
    state: 'Charge',
    request: { method: 'POST', url: 'https://0.0.0.0:9/charges' },
  };

  it('asks before it sends, and then for the answer in its place', async () => {
    const { asked } = await launched(HTTP, { interactive: true, answers: ['no'] });
    expect(asked).toEqual([question, 'for the answer']);
  });

  it('is not let out by a launch configuration, which says so', async () => {
    const { asked, client } = await launched(HTTP, { allowHttp: true });
    expect(asked).toEqual([]);
    const said = client.events.map(({ body }) => (body as { output?: string } | undefined)?.output ?? '').join('');
    expect(said).toContain('"allowHttp" in the launch configuration no longer has an effect');
    expect(said).toContain('State "Charge" may not send data to 0.0.0.0:9: you have not allowed it.');
  });
});

it('a session that ends while it asks takes that for no', async () => {
  const { client } = await launched(PASS, {});
  client.onEvent = ({ event }) => void (event === 'stepwise.confirm' && client.close());
  const target = { kind: 'endpoint', url: 'http://minio.lan:9000' };
  const args = { interactive: true, awsTarget: target };
  await expect(client.request('restart', { arguments: args })).rejects.toThrow('you have not allowed it');
});
