/** What is known of a failure that layers have to do with: each row loads a module in a real process. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionSpec } from '../../lambda/lambda';
import type { FunctionLayer } from '../../lambda/layers/layer';
import { writeFiles } from '../harness/temporaryFolder';
import { createHost, invoke } from './harness';

const { host } = createHost();
let root = '';

/** Heads of compiled modules: for macOS on ARM, for Windows on x64, for the system that this runs on. */
const MAC = Buffer.from('cffaedfe0c00000100000000000000000000000000000000', 'hex');
const WINDOWS = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(58),
  Buffer.from('4000000050450000648600000000', 'hex'),
]);

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'stepwise-test-')));
  writeFiles(root, {
    'code/logger.js': "require('@aws-lambda-powertools/logger');",
    'code/powertools.py': 'import aws_lambda_powertools.event_handler\n',
    'code/alone.py': 'import no_such_lib\n',
    'code/padded.js': "require('left-pad');",
    'code/taxes.py': 'import taxlib\n',
    'code/opt.js': "exports.handler = async () => require('fs').readFileSync('/opt/no/such.json');",
    'code/required.js': "require('/opt/no/such');",
    'code/opt.py': 'def handler(event, context):\n    open("/opt/no/such.json")\n',
    'code/mac.js': "require('sharpish/mac.node');",
    'code/windows.js': "require('sharpish/windows.node');",
    'code/compiled.py': 'import slow\n',
    'code/sdk.js': "require('aws-sdk/clients/s3');",
    'code/own.js': "require('./nowhere');",
    'shop/node_modules/aws-sdk/clients/s3.js': '',
    'list/package.json': '{ "dependencies": { "left-pad": "1" } }',
    'wheels/requirements.txt': 'taxlib\n',
    'old/python/lib/python3.7/site-packages/taxlib.py': '',
    'compiled/nodejs/node_modules/sharpish/mac.node': MAC,
    'compiled/nodejs/node_modules/sharpish/windows.node': WINDOWS,
    'compiled/python/slow.cpython-37-x86_64-linux-gnu.so': 'of another Python',
  });
});
afterAll(async () => {
  await host.dispose();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

const arn = (name: string): string => `arn:aws:lambda:eu-west-1:123456789012:layer:${name}:7`;
const [POWERTOOLS_TS, POWERTOOLS_PY] = [
  'AWSLambdaPowertoolsTypeScriptV2',
  'AWSLambdaPowertoolsPythonV3-python312-x86_64',
];
const aMac = { made: 'macOS (arm64)' };

const FACTS: readonly (readonly [file: string, layers: readonly string[], facts: object | undefined])[] = [
  [
    'logger.js',
    [arn(POWERTOOLS_TS)],
    {
      layer: {
        kind: 'known',
        name: POWERTOOLS_TS,
        module: '@aws-lambda-powertools/logger',
        command: 'cd ROOT && npm i -D @aws-lambda-powertools/logger',
      },
    },
  ],
  [
    'logger.js',
    [arn('Other')],
    { layer: { kind: 'perhaps', names: ['Other'], module: '@aws-lambda-powertools/logger' } },
  ],
  ['logger.js', [], undefined],
  [
    'powertools.py',
    [arn(POWERTOOLS_PY)],
    {
      layer: {
        kind: 'known',
        name: POWERTOOLS_PY,
        module: 'aws_lambda_powertools',
        command: expect.stringMatching(/ -m pip install "aws-lambda-powertools\[all\]"$/) as string,
      },
    },
  ],
  [
    'alone.py',
    [arn('Klayers-p312-no-such-lib')],
    { layer: { kind: 'known', command: expect.stringMatching(/ -m pip install no-such-lib$/) as string } },
  ],
  [
    'padded.js',
    ['list'],
    {
      layer: {
        kind: 'unbuilt',
        name: 'list',
        command: 'cd ROOT/list && npm install',
        manifest: 'ROOT/list/package.json',
      },
    },
  ],
  [
    'taxes.py',
    ['wheels'],
    {
      layer: {
        kind: 'unbuilt',
        command: 'cd ROOT/wheels && pip install -r requirements.txt -t python',
        manifest: 'ROOT/wheels/requirements.txt',
      },
    },
  ],
  ['taxes.py', ['old'], { layer: { kind: 'otherPython', name: 'old', has: '3.7', wanted: '3.12' } }],
  ['opt.js', [arn('Maps')], { layer: { kind: 'noPath', path: '/opt/no/such.json', names: ['Maps'] } }],
  ['required.js', [], { layer: { kind: 'noPath', path: '/opt/no/such', names: [] } }],
  ['opt.py', [], { layer: { kind: 'noPath', path: '/opt/no/such.json', names: [] } }],
  ['mac.js', ['compiled'], { native: { ...aMac, file: 'ROOT/compiled/nodejs/node_modules/sharpish/mac.node' } }],
  ['windows.js', ['compiled'], { native: { made: 'Windows (x64)' } }],
  [
    'compiled.py',
    ['compiled'],
    { native: { made: 'Python 3.7', here: expect.stringMatching(/^Python 3\.\d+$/) as string } },
  ],
  ['own.js', [arn('Other')], undefined],
];

const called = (file: string, layers: readonly FunctionLayer[], runtime: string, more: Partial<FunctionSpec> = {}) =>
  invoke(host, 'x', 1, {
    file: path.join(root, 'code', file),
    codeDir: path.join(root, 'code'),
    projectDir: root,
    runtime,
    layers,
    ...more,
  });

test.skipIf(process.platform !== 'linux').each(FACTS)('of %s with %j', async (file, layers, facts) => {
  const named = layers.map((name) => (name.startsWith('arn:') ? { name } : { name, dir: path.join(root, name) }));
  const outcome = await called(file, named, file.endsWith('.py') ? 'python3.12' : 'nodejs22.x');
  if (outcome.type === 'success') throw new Error('It succeeded.');
  const found = outcome.facts && (JSON.parse(JSON.stringify(outcome.facts).replaceAll(root, 'ROOT')) as object);
  if (facts === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(facts);
  expect(found ?? {}).not.toHaveProperty('seen');
});

/** Beside the code it would be the function's own. */
test.each([
  ['nodejs16.x', { errorType: 'Runtime.HandlerNotFound' }],
  [
    'nodejs18.x',
    { errorType: 'Runtime.ImportModuleError', facts: { install: { name: 'aws-sdk', upTo: 'nodejs16.x' } } },
  ],
])('version 2 of the SDK in the project, with %s', async (runtime, outcome) => {
  const elsewhere = { projectDir: path.join(root, 'shop') };
  expect(await called('sdk.js', [], runtime, elsewhere)).toMatchObject(outcome);
});
