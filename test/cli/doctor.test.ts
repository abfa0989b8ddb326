/** What `stepwise doctor` finds missing; what a machine happens to have is not asked for. */
import { expect, test } from 'vitest';
import { check, holding } from './check';

const ROOT = { '.git/HEAD': '' };
const CALLS_S3 = {
  ...ROOT,
  'put.js': 'const { S3 } = require("@aws-sdk/client-s3");\nexports.handler = async () => new S3();\n',
};

test('the SDK that a handler loads is missing until the project has it', async () => {
  await check(
    ['doctor'],
    { files: CALLS_S3 },
    { code: 1, out: holding('missing', 'npm install --save-dev @aws-sdk/client-s3', '1 thing is missing') },
  );
  const installed = { ...CALLS_S3, 'node_modules/@aws-sdk/client-s3/package.json': '{}' };
  await check(
    ['doctor'],
    { files: installed },
    { code: 0, out: holding('found', '@aws-sdk/client-s3: put', 'Nothing that this project needs is missing.') },
  );
});

test.each<[what: string, files: { readonly [file: string]: string }]>([
  [
    'JavaScript',
    {
      'put.js': 'const { store } = require("./lib/store");\nexports.handler = async () => store();\n',
      'lib/store.js': 'module.exports = require("./index");\n',
      'lib/index.js': 'require("../put"); exports.store = () => new (require("@aws-sdk/client-s3").S3)();\n',
    },
  ],
  [
    'TypeScript',
    {
      'put.ts': 'import { store } from "./lib/store.js";\nexport const handler = async () => store();\n',
      'lib/store.ts': 'export * from "./all";\n',
      'lib/all/index.ts': 'import { S3 } from "@aws-sdk/client-s3";\nexport const store = () => new S3({});\n',
    },
  ],
])('what a handler in %s loads by its own modules counts too', async (_, files) => {
  await check(
    ['doctor'],
    { files: { ...ROOT, ...files } },
    { code: 1, out: holding('npm install --save-dev @aws-sdk/client-s3') },
  );
});

test('an endpoint that leaves this machine needs a permission, one on it does not', async () => {
  const settings = (url: string): object => ({
    files: {
      ...ROOT,
      'a.js': 'exports.handler = async () => 1;\n',
      '.vscode/stepwise.json': `{ "endpoints": { "sqs": "${url}" } }`,
    },
  });
  await check(['doctor'], settings('https://queue.example.com'), {
    code: 1,
    out: holding('stepwise consents allow --host https://queue.example.com'),
  });
  await check(['doctor'], settings('http://localhost:4566'), { code: 0 });
});

test('a permission that was given counts', async () => {
  const files = { ...ROOT, '.vscode/stepwise.json': '{ "endpoints": { "sqs": "https://queue.example.com" } }' };
  const consents = (folder: string): object => ({
    [folder]: [{ kind: 'endpoint', origin: 'https://queue.example.com' }],
  });
  await check(['doctor'], { files, consents }, { code: 0, out: holding('found') });
});

test('programs read the same', async () => {
  const { out } = await check(['doctor', '--format', 'json'], { files: CALLS_S3 }, { code: 1 });
  const { findings } = JSON.parse(out) as { readonly findings: readonly object[] };
  expect(findings).toContainEqual(
    expect.objectContaining({ state: 'missing', what: '@aws-sdk/client-s3', neededBy: 'put' }),
  );
});
