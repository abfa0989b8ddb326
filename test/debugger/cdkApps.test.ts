/** A session that runs CDK apps, as an editor asks for it: with a person's word, and not without. */
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { AppsSynthesized } from '../../messages/debugClient';
import { temporaryFolder } from '../harness/temporaryFolder';
import { useTemporaryHome } from '../harness/temporaryHome';
import { Client } from './check';

useTemporaryHome();

const APP = `
console.error('hello from the app');
require('node:fs').writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', '{"artifacts":{}}');
`;
const FILES = { 'cdk.json': '{ "app": "node app.js" }', 'app.js': APP, '.git/HEAD': '' };

async function launched(files: { readonly [file: string]: string }, answer: 'once' | 'no' | undefined) {
  const folder = temporaryFolder(files);
  const client = new Client({});
  onTestFinished(() => client.close());
  let said = '';
  const asked: unknown[] = [];
  client.onEvent = ({ event, body }) => {
    if (event === 'output') said += (body as { readonly output: string }).output;
    if (event !== 'stepwise.confirm') return;
    const { requestId, question } = body as { requestId: number; question: unknown };
    asked.push(question);
    void client.request('stepwise.confirmed', { requestId, answer });
  };
  const launch = { target: 'app', program: folder, noDebug: true, interactive: answer !== undefined };
  await client.request('initialize', { adapterID: 'stepwise' });
  await client.request('launch', launch);
  await client.request('configurationDone');
  const synthesize = (): Promise<AppsSynthesized> => client.request('stepwise.synthesize', {});
  return { client, folder, asked, synthesize, said: () => said };
}

test('runs the app when the person agrees, and passes on what it prints', async () => {
  const { folder, asked, synthesize, said } = await launched(FILES, 'once');
  expect(await synthesize()).toEqual({ apps: [folder] });
  expect(asked).toEqual([{ permissions: [{ kind: 'synthesize', command: 'node app.js' }], folder }]);
  expect(said()).toContain('hello from the app');
});

test.each([
  [
    'a person who says no',
    FILES,
    'no',
    { isDeclined: true, problem: expect.stringContaining('have not allowed') as string },
  ],
  ['nobody to ask', FILES, undefined, { problem: expect.stringContaining('have not allowed') as string }],
  [
    'an app that fails',
    { ...FILES, 'app.js': 'process.exit(3)' },
    'once',
    { problem: expect.stringContaining('code 3') as string },
  ],
  ['no app', { '.git/HEAD': '' }, 'once', { problem: expect.stringContaining('There is no CDK app') as string }],
] as const)('%s is told', async (_, files, answer, result) => {
  const { synthesize, said } = await launched(files, answer);
  expect(await synthesize()).toEqual({ apps: [], ...result });
  expect(said()).not.toContain('hello from the app');
});

test('ends the app with the session', async () => {
  const endless = 'console.error("it runs: " + process.pid); setInterval(() => undefined, 1000);';
  const { client, synthesize, said } = await launched({ ...FILES, 'app.js': endless }, 'once');
  const heard = client.onEvent!;
  const running = new Promise<void>((resolve) => {
    client.onEvent = (event) => {
      heard(event);
      if (said().includes('it runs')) resolve();
    };
  });
  const synthesized = synthesize();
  await running;
  await client.request('terminate', {});
  expect(await synthesized).toEqual({ apps: [], problem: 'The app was stopped.' });
  const pid = Number(/it runs: (\d+)/.exec(said())![1]);
  expect(isAlive(pid)).toBe(false);
});

/** What has ended stays in the list of processes until its parent looks. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
