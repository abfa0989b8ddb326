/** Installing an SDK client: what npm is told, what it sees, and what becomes of it. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { installClient, installedThing, SDK_DAY } from '../../run/awsSdk/installClient';
import { npmStart, npmVariables } from '../../run/awsSdk/npm';
import { temporaryFolder } from '../harness/temporaryFolder';
import { runs } from '../lambda/harness';

const saved = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, saved);
});

const isPosix = process.platform !== 'win32';
const CLIENT = '@aws-sdk/client-sqs';

/** A folder to install into, and an npm of the test's own that does what the script says. */
function withNpm(script: string): { folder: string; bin: string } {
  const bin = temporaryFolder({ npm: `#!/bin/sh\n${script}\n` });
  chmodSync(path.join(bin, 'npm'), 0o755);
  process.env['PATH'] = `${bin}:${process.env['PATH'] ?? ''}`;
  return { folder: path.join(temporaryFolder({}), 'sdk'), bin };
}
const install = (folder: string, signal = new AbortController().signal) => installClient(CLIENT, folder, signal);

test.skipIf(!isPosix)('npm is told the day, the folder, and to run no script', async () => {
  const { folder } = withNpm('echo "$PWD" > place; for each in "$@"; do echo "$each" >> told; done');
  expect(await install(folder)).toBeUndefined();
  expect(readFileSync(path.join(folder, 'place'), 'utf8')).toBe(`${folder}\n`);
  const told = readFileSync(path.join(folder, 'told'), 'utf8').trim().split('\n');
  expect(told).toEqual(expect.arrayContaining(['--prefix', folder, `--before=${SDK_DAY}`, '--ignore-scripts']));
  expect([told[0], told.at(-1)]).toEqual(['install', CLIENT]);
});

test.skipIf(!isPosix)("npm sees its own names and the allow-list, and is not the project's", async () => {
  const { folder, bin } = withNpm('env > seen');
  const project = temporaryFolder({ 'node_modules/.bin/npm': `#!/bin/sh\necho project > ${bin}/wrong\n` });
  chmodSync(path.join(project, 'node_modules', '.bin', 'npm'), 0o755);
  process.env['PATH'] = `${project}/node_modules/.bin:.:${process.env['PATH']}`;
  Object.assign(process.env, { GITHUB_TOKEN: 'secret', AWS_SECRET_ACCESS_KEY: 'secret', NPM_TOKEN: 'token' });
  Object.assign(process.env, { npm_config_registry: 'http://127.0.0.1:1/', npm_config_global: 'true' });
  expect(await install(folder)).toBeUndefined();
  expect(existsSync(path.join(bin, 'wrong'))).toBe(false);
  const seen = readFileSync(path.join(folder, 'seen'), 'utf8');
  expect(seen).toContain('NPM_TOKEN=token\n');
  expect(seen).toContain('npm_config_registry=http://127.0.0.1:1/\n');
  expect(seen).not.toMatch(/secret|npm_config_global=|^PATH=.*(node_modules\/\.bin|:\.(:|$))/m);
});

test.skipIf(!isPosix).each([
  ['echo "one"; echo "E404 not there" >&2; exit 1', /^npm install @aws-sdk\/client-sqs failed: .*E404 not there/],
  ['printf "one\\ntwo\\nthree\\nfour\\n"; exit 1', /failed: two three four$/],
  ['exit 7', 'npm install @aws-sdk/client-sqs failed.'],
])('%s is told', async (script, problem) => {
  expect(await install(withNpm(script).folder)).toMatch(problem);
});

test.skipIf(!isPosix)('an installation that is stopped leaves nothing running', async () => {
  const { folder } = withNpm('sleep 600 & echo "$$ $!" > part; mv part pids; wait');
  const abort = new AbortController();
  const installing = install(folder, abort.signal);
  await expect.poll(() => existsSync(path.join(folder, 'pids')), { interval: 5 }).toBe(true);
  const started = readFileSync(path.join(folder, 'pids'), 'utf8').split(' ').map(Number);
  onTestFinished(() => started.filter(runs).forEach((pid) => process.kill(pid, 'SIGKILL')));
  abort.abort();
  expect(await installing).toMatch('failed');
  expect(started.filter(runs)).toEqual([]);
});

test('what is installed is named with its day', () => {
  expect(installedThing(CLIENT)).toBe(`${CLIENT} as of ${SDK_DAY}`);
  expect(SDK_DAY).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a name that is not of the SDK is refused', async () => {
  expect(await installClient('left-pad', '/nowhere', new AbortController().signal)).toBe(
    'left-pad is not a client of the AWS SDK.',
  );
});

test('without npm that is said', async () => {
  process.env['PATH'] = '';
  expect(await install(temporaryFolder({}))).toBe(`${CLIENT} cannot be installed: npm is not on the PATH.`);
});

const NODE = 'C:\\nodejs\\node.exe';
const SCRIPT = 'C:\\nodejs\\node_modules\\npm\\bin\\npm-cli.js';
test.each<[what: string, npm: string, node: string | undefined, start: object | undefined]>([
  ['a program is started', '/usr/bin/npm', '/usr/bin/node', { command: '/usr/bin/npm', args: [] }],
  ['so is one of Windows', 'C:\\Volta\\npm.exe', NODE, { command: 'C:\\Volta\\npm.exe', args: [] }],
  ['a batch file gives way to its script', 'C:\\nodejs\\npm.cmd', NODE, { command: NODE, args: [SCRIPT] }],
  ['without that there is none', 'C:\\other\\npm.cmd', NODE, undefined],
  ['nor without Node.js', 'C:\\nodejs\\npm.cmd', undefined, undefined],
])('%s', (_what, npm, node, start) => {
  expect(npmStart(npm, node, (file) => file === SCRIPT)).toEqual(start);
});

test.each([
  ['npm_config_registry', true],
  ['NPM_CONFIG_CAFILE', true],
  ['npm_config_//registry.npmjs.org/:_authToken', true],
  ['NODE_AUTH_TOKEN', true],
  ['npm_config_prefix', false],
  ['npm_config_global', false],
  ['npm_package_name', false],
  ['GITHUB_TOKEN', false],
])('%s is passed to npm: %s', (name, isPassed) => {
  expect(name in npmVariables({ [name]: 'x' })).toBe(isPassed);
});
