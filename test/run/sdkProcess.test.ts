/** The process that calls through a project's SDK: what it sees, what reaches us of it, and that it ends with its owner. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import type { AwsTarget } from '../../lambda/lambda';
import type { Json } from '../../core/json';
import { temporaryFolder } from '../harness/temporaryFolder';
import { runs } from '../lambda/harness';
import { layBesideBundles } from '../harness/builtBundles';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** An SDK of a project's: each command is a way to behave. */
const SDK = `
const { spawn } = require('node:child_process');
const fs = require('node:fs');
class Command { constructor() { this.middlewareStack = { add() {} }; } }
const WAYS = {
  Environment: () => ({ ...process.env }),
  OwnersEnvironment: () => ({ pid: process.pid, parent: process.ppid }),
  Config: (config) => config,
  Prints: () => (console.log('\\u001b]0;title\\u0007'), console.error('\\u001b[31m'), { done: true }),
  Exits: () => process.exit(0),
  Spins: () => {
    const child = spawn('sh', ['-c', 'exec sleep 600'], { detached: true, stdio: 'ignore' });
    fs.writeFileSync(__dirname + '/pids.part', process.pid + ' ' + child.pid);
    fs.renameSync(__dirname + '/pids.part', __dirname + '/pids');
    for (;;);
  },
};
exports.SQSClient = class SQSClient {
  constructor(config) { this.config = config; }
  async send(command) { return { Seen: JSON.stringify(WAYS[command.constructor.way](this.config)) }; }
};
for (const way of Object.keys(WAYS)) {
  exports[way + 'Command'] = class extends Command {};
  exports[way + 'Command'].way = way;
}`;
const FILES = {
  'node_modules/@aws-sdk/client-sqs/package.json': '{ "name": "@aws-sdk/client-sqs", "main": "index.js" }',
  'node_modules/@aws-sdk/client-sqs/index.js': SDK,
};
const PIDS = ['node_modules', '@aws-sdk', 'client-sqs', 'pids'];

/** What a person's terminal may hold. */
const OURS = {
  GITHUB_TOKEN: 'secret-1',
  SSH_AUTH_SOCK: '/secret-2',
  NPM_TOKEN: 'secret-3',
  NODE_OPTIONS: '--no-warnings',
  AWS_SECRET_ACCESS_KEY: 'aws-secret',
  AWS_PROFILE: 'aws-profile',
  AWS_USE_FIPS_ENDPOINT: 'false',
};
const ENDPOINT: AwsTarget = { kind: 'endpoint', url: 'http://127.0.0.1:1' };

async function startOwner(commands: readonly string[], target: AwsTarget = ENDPOINT) {
  const folder = temporaryFolder(FILES);
  const dist = temporaryFolder({});
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/run/sdkOwner.ts'],
    outfile: path.join(dist, 'owner.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['esbuild', 'esbuild-wasm'],
  });
  layBesideBundles(dist);
  const order = JSON.stringify({ folder, commands, target });
  const owner = spawn(process.execPath, [path.join(dist, 'owner.js'), order], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...OURS },
  });
  onTestFinished(() => void owner.kill('SIGKILL'));
  return { owner, pids: path.join(folder, ...PIDS) };
}

/** All that an owner prints until it ends, which it does by itself. */
async function saidBy({ stdout, stderr }: ChildProcess): Promise<string> {
  let said = '';
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream?.once('close', resolve))));
  return said;
}

/** What an SDK command saw, in an owner that then ends by itself. */
async function seenBy(command: string, target?: AwsTarget): Promise<{ [name: string]: Json }> {
  const { owner } = await startOwner([command], target);
  const answer = JSON.parse(await saidBy(owner)) as { output: { Seen: string } };
  return JSON.parse(answer.output.Seen) as { [name: string]: Json };
}

test('sees nothing of ours but the allow-list', async () => {
  const seen = await seenBy('Environment');
  expect(Object.keys(seen)).toContain('PATH');
  // In an editor our own runtime is Electron.
  expect(seen).toMatchObject({ ELECTRON_RUN_AS_NODE: '1' });
  expect(Object.keys(seen).filter((name) => name in OURS)).toEqual([]);
  expect(JSON.stringify(seen)).not.toContain('secret');
  expect(seen).toMatchObject({ AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null' });
});

test('sees what concerns AWS where AWS itself was chosen, and nothing else', async () => {
  const seen = await seenBy('Environment', { kind: 'aws', region: 'us-east-1' });
  const { AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_USE_FIPS_ENDPOINT } = OURS;
  expect(seen).toMatchObject({ AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_USE_FIPS_ENDPOINT });
  expect(JSON.stringify(seen)).not.toContain('secret-');
});

test('sees no key where a profile was chosen', async () => {
  const seen = await seenBy('Environment', { kind: 'aws', region: 'us-east-1', profile: 'chosen' });
  expect(seen).toMatchObject({ AWS_PROFILE: 'chosen', AWS_USE_FIPS_ENDPOINT: 'false' });
  expect(seen).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
});

test('is a process of its own: a thread could read what the system knows of ours', async () => {
  const { owner } = await startOwner(['OwnersEnvironment']);
  const { pid } = owner;
  const { output } = JSON.parse(await saidBy(owner)) as { output: { Seen: string } };
  expect(JSON.parse(output.Seen)).toMatchObject({ parent: pid });
});

test('an endpoint is the only host that SQS is called at', async () => {
  expect(await seenBy('Config')).toMatchObject({
    endpoint: 'http://127.0.0.1:1',
    useQueueUrlAsEndpoint: false,
    disableHostPrefix: true,
  });
});

test('what an SDK prints does not reach our terminal', async () => {
  const { owner } = await startOwner(['Prints']);
  const said = await saidBy(owner);
  expect(said).toContain('done');
  expect(said).not.toContain('\u001b');
});

test('an SDK that ends its process is an answer', async () => {
  const { owner } = await startOwner(['Exits', 'Environment']);
  expect(await saidBy(owner)).toContain('@aws-sdk/client-sqs cannot be used: its process has ended.');
});

test.skipIf(process.platform !== 'linux')('a killed owner leaves neither a spinning SDK nor its children', async () => {
  const { owner, pids } = await startOwner(['Spins']);
  await expect.poll(() => existsSync(pids), { timeout: 10_000, interval: 5 }).toBe(true);
  const started = readFileSync(pids, 'utf8').split(' ').map(Number);
  onTestFinished(() => started.filter(runs).forEach((pid) => process.kill(pid, 'SIGKILL')));
  expect(started.filter(runs)).toEqual(started);
  owner.kill('SIGKILL');
  await expect.poll(() => started.filter(runs), { timeout: 5000, interval: 5 }).toEqual([]);
});
