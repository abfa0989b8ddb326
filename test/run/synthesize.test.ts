/** A CDK app is run on consent alone, and what it makes is read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesOnDisk } from '../../project';
import { allowedByFlags, Consents, synthesize } from '../../run';
import type { AllowFlags, Synthesized } from '../../run';
import { temporaryFolder } from '../harness/temporaryFolder';

/** Writes what it was told, as the CDK writes its manifest. */
const APP = `
const { writeFileSync } = require('node:fs');
console.error('hello from the app');
const { CDK_OUTDIR, CDK_CONTEXT_JSON, CDK_DEFAULT_REGION, AWS_SECRET_ACCESS_KEY, SECRET_OF_MINE } = process.env;
const seen = { context: JSON.parse(CDK_CONTEXT_JSON), CDK_DEFAULT_REGION, AWS_SECRET_ACCESS_KEY, SECRET_OF_MINE };
writeFileSync(CDK_OUTDIR + '/manifest.json', JSON.stringify({ artifacts: {}, seen }));
`;

interface Ran {
  readonly result: Synthesized;
  readonly folder: string;
  readonly output: string;
  readonly printed: string;
}

async function run(files: { [file: string]: string }, flags: AllowFlags = { synthesize: true }): Promise<Ran> {
  const folder = temporaryFolder(files);
  const output = path.join(temporaryFolder({}), 'made');
  const allowedByFlag = allowedByFlags(flags);
  if ('problem' in allowedByFlag) throw new Error(allowedByFlag.problem);
  let printed = '';
  const result = await synthesize({
    folder,
    files: filesOnDisk(),
    consents: new Consents({ folder, allowedByFlag }),
    output,
    onOutput: (text) => (printed += text),
  });
  return { result, folder, output, printed };
}

const CDK = '{ "app": "node app.js", "context": { "stage": "dev" } }';

test('tells the app what to write and where, and nothing of its owner', async () => {
  process.env['SECRET_OF_MINE'] = 'secret';
  const { result, output, printed, folder } = await run({ 'cdk.json': CDK, 'app.js': APP });
  delete process.env['SECRET_OF_MINE'];
  expect(result).toEqual({ folder: output });
  expect(printed).toBe('hello from the app\n');
  const { seen } = JSON.parse(readFileSync(path.join(output, 'manifest.json'), 'utf8')) as { seen: object };
  expect(seen).toEqual({
    context: {
      stage: 'dev',
      'aws:cdk:enable-path-metadata': true,
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:disable-asset-staging': true,
      'aws:cdk:bundling-stacks': [],
    },
    CDK_DEFAULT_REGION: 'us-east-1',
  });
  expect(readdirSync(folder).sort()).toEqual(['app.js', 'cdk.json']);
});

test('runs nothing that nobody has allowed', async () => {
  const { result, output, printed } = await run({ 'cdk.json': CDK, 'app.js': APP }, {});
  expect(result.problem).toBe(
    'The run may not start the CDK app with "node app.js": you have not allowed it. In a terminal, allow it with --synthesize.',
  );
  expect(printed).toBe('');
  expect(existsSync(output)).toBe(false);
});

test.each([
  ['an app that fails', { 'cdk.json': CDK, 'app.js': 'process.exit(3)' }, /^The app ended with code 3:/],
  ['an app that makes nothing', { 'cdk.json': CDK, 'app.js': '' }, /^The app ended and has synthesized nothing\.$/],
  ['a build that fails', { 'cdk.json': '{"app":"node app.js","build":"exit 4"}', 'app.js': APP }, /code 4/],
  ['no command', { 'cdk.json': '{}' }, /add "app" to cdk\.json\.$/],
  ['a broken cdk.json', { 'cdk.json': '{' }, /^cdk\.json cannot be read: it is not a JSON object\.$/],
  ['no app', { 'readme.md': '' }, /^There is no CDK app in /],
])('says what is wrong with %s', async (_, files, problem) => {
  const { result, output } = await run(files as { [file: string]: string });
  expect(result.problem).toMatch(problem);
  expect(existsSync(output)).toBe(false);
});

test.runIf(process.platform !== 'win32')(
  'has an esbuild for an app that has none, so that no image is built for one',
  async () => {
    const app = `${APP}
const { spawnSync } = require('node:child_process');
// What is not the app's own stands at the end.
const found = process.env.PATH.split(':').at(-1) + '/esbuild';
const { status, stdout } = spawnSync(found, ['--version']);
console.error(status, stdout.toString().trim(), found.startsWith(CDK_OUTDIR + '.'));
`;
    const { result, printed, output } = await run({ 'cdk.json': CDK, 'app.js': app });
    expect(result).toEqual({ folder: output });
    expect(printed).toBe('hello from the app\n0 0.25.0 true\n');
    expect(readdirSync(path.dirname(output))).toEqual(['made']);
  },
);
