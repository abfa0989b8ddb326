/** What layers bring is found as on AWS: two functions side by side, each with its own; nothing is written into them. */
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FunctionLayer } from '../../lambda/layers/layer';
import { searchPathVariables } from '../../lambda/layers/searchPaths';
import { temporaryFolder, writeFiles } from '../harness/temporaryFolder';
import { zip } from '../harness/zip';
import { answer, createHost, invoke } from './harness';

const { host, logs } = createHost();
afterAll(async () => {
  await host.dispose();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

const FILES = {
  'first/nodejs/node_modules/money/index.js': 'exports.show = (n) => `EUR ${n}`;',
  'first/nodejs/node_modules/kept/index.js': 'exports.kept = true;',
  'first/nodejs/texts/upper.js': 'exports.upper = (text) => text.toUpperCase();',
  'first/limits.json': '{"most":3}',
  'first/bin/tool': '#!/bin/sh\necho tool $@\n',
  'first/python/ledger.py': 'RATE = 7\n',
  'first/python/lib/python3.12/site-packages/tax.py': 'SHARE = 19\n',
  'second/nodejs/node_modules/money/index.js': 'exports.show = (n) => `USD ${n}`;',
  'second/python/ledger.py': 'RATE = 8\n',
  'first/nodejs/same/a/index.js': '',
  'first/nodejs/same/c.js': '',
  'second/nodejs/same/b/index.js': '',
  'second/nodejs/same/c.js': '',
  'sources/prices.py': 'PRICE = 5\n',
  'built/python/built.py': 'DONE = True\n',
  'built/python/prices.py': 'PRICE = "a copy"\n',
  'code/package.js':
    "const { show } = require('money');\nexports.handler = async (n) => [show(n), require('kept').kept];",
  'code/module.mjs': `import { show } from 'money';
import { upper } from '/opt/nodejs/texts/upper.js';
import { readFileSync } from 'fs';
export const handler = async () => [show(1), upper('esm'), JSON.parse(readFileSync('/opt/limits.json', 'utf8')).most];`,
  'code/typed.ts': `import { show } from 'money';
import { upper } from '/opt/nodejs/texts/upper';
export const handler = async (): Promise<unknown> => [show(2), upper('ts')];`,
  'code/files.js': `const fs = require('fs');
const { promisify } = require('util');
exports.handler = async () => [
  fs.existsSync('/opt/limits.json'), fs.existsSync('/opt/none'), fs.readFileSync(new URL('file:///opt/limits.json'), 'utf8'),
  (await fs.promises.stat('/opt/limits.json')).size, (await promisify(fs.readFile)('/opt/limits.json')).length,
  await promisify(fs.exists)('/opt/limits.json'), fs.realpathSync.native('/opt/limits.json').endsWith('first/limits.json'),
];`,
  'code/both.js': `const fs = require('fs');
const { promisify } = require('util');
const sorted = (list) => list.map((each) => each.name ?? each).sort().join();
exports.handler = async () => [
  sorted(fs.readdirSync('/opt')), sorted(await fs.promises.readdir('/opt/nodejs/node_modules', { withFileTypes: true })),
  sorted(await promisify(fs.readdir)('/opt/python')), sorted(fs.readdirSync('/opt/bin')),
  String(require('child_process').execSync('cat < "/opt/limits.json"; echo $(cat /opt/limits.json)=/opt/none')),
];`,
  'code/deep.js': `const fs = require('fs');
const { promisify } = require('util');
const named = ({ name, parentPath, path }) => (parentPath ?? path).replace(/^.*same/, '') + '/' + name;
const typed = { recursive: true, withFileTypes: true };
exports.handler = async () => [
  fs.readdirSync('/opt/nodejs/same', { recursive: true }), fs.readdirSync('/opt/nodejs/same', typed).map(named),
  (await fs.promises.readdir('/opt/nodejs/same', typed)).map(named), (await promisify(fs.readdir)('/opt/nodejs/same', typed)).map(named),
].map((list) => list.sort().join());`,
  'code/both.py': `import os, subprocess
def handler(event, context):
    with os.scandir('/opt') as entries:
        names = sorted(entry.name for entry in entries)
    said = subprocess.check_output('cat < "/opt/limits.json"; echo $(cat /opt/limits.json)=/opt/none', shell=True, text=True)
    return [','.join(names), ','.join(sorted(os.listdir('/opt/nodejs/node_modules'))),
            ','.join(sorted(os.listdir('/opt/python'))), ','.join(os.listdir('/opt/bin')), said, os.system('test -f /opt/limits.json')]
`,
  'code/writes.js': `const fs = require('fs');
exports.handler = async () => { fs.writeFileSync('/opt/limits.json', 'mine'); };`,
  'code/programs.js': `const { execFileSync, execSync, exec } = require('child_process');
exports.handler = async () => [
  String(execFileSync('/opt/bin/tool', ['a'])), String(execSync('/opt/bin/tool b | cat')), String(execSync('tool c')),
  await new Promise((resolve) => exec('/opt/bin/tool d', (error, said) => resolve(said))),
];`,
  'code/others.js': `const { Worker } = require('worker_threads');
const { execFileSync } = require('child_process');
const script = "console.log(require('fs').readFileSync('/opt/limits.json', 'utf8') + require('/opt/nodejs/texts/upper.js').upper('c'))";
const inThread = "require('worker_threads').parentPort.postMessage([require('fs').existsSync('/opt/limits.json'), require('/opt/nodejs/texts/upper.js').upper('t')])";
exports.handler = async () => [
  await new Promise((resolve, reject) => new Worker(inThread, { eval: true }).once('message', resolve).once('error', reject)),
  String(execFileSync(process.execPath, ['-e', script])).trim(),
  String(execFileSync('python3', ['-c', "print(open('/opt/limits.json').read())"], { env: { PATH: process.env.PATH } })).trim(),
];`,
  'code/from.js': `const { createRequire } = require('module');
exports.handler = async () => createRequire('/opt/nodejs/any.js')('money').show(3);`,
  'code/app.py': `import importlib.util, json, os, pathlib, subprocess, sys
import ledger, tax
spec = importlib.util.spec_from_file_location('other', '/opt/python/ledger.py')
other = importlib.util.module_from_spec(spec)
spec.loader.exec_module(other)
def handler(event, context):
    with open('/opt/limits.json') as file:
        most = json.load(file)['most']
    return [ledger.RATE, tax.SHARE, other.RATE, most, len(pathlib.Path('/opt/limits.json').read_text()),
            os.path.exists('/opt/bin/tool'), os.path.exists('/opt/none'),
            subprocess.run(['/opt/bin/tool', 'x'], capture_output=True, text=True).stdout,
            subprocess.check_output('tool y', shell=True, text=True)]
`,
  'code/extra.py': `import sys
sys.path.append('/opt/extra/lib')
import added
def handler(event, context):
    return added.ADDED
`,
  'code/writes.py': `def handler(event, context):
    open('/opt/limits.json', 'w')
`,
  'code/own.py': `import prices, built
def handler(event, context):
    return [prices.PRICE, built.DONE]
`,
  'first/extra/lib/added.py': 'ADDED = 1\n',
};

let root = '';
const layer = (name: string): FunctionLayer => ({ name, dir: path.join(root, name) });
const [FIRST, BOTH] = [['first'], ['first', 'second']];

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'stepwise-test-')));
  writeFiles(root, FILES);
  chmodSync(path.join(root, 'first/bin/tool'), 0o755);
});

const TOGETHER = [
  'bin,extra,limits.json,nodejs,python',
  'kept,money',
  'ledger.py,lib',
  'tool',
  '{"most":3}{"most":3}=/opt/none\n',
];

const ANSWERS: readonly (readonly [handler: string, layers: readonly string[], result: unknown])[] = [
  ['package.js', FIRST, ['EUR 1', true]],
  ['package.js', BOTH, ['USD 1', true]],
  ['module.mjs', FIRST, ['EUR 1', 'ESM', 3]],
  ['typed.ts', FIRST, ['EUR 2', 'TS']],
  ['typed.ts', BOTH, ['USD 2', 'TS']],
  ['files.js', FIRST, [true, false, '{"most":3}', 10, 10, true, true]],
  ['programs.js', FIRST, ['tool a\n', 'tool b\n', 'tool c\n', 'tool d\n']],
  ['both.js', BOTH, TOGETHER],
  ['both.py', BOTH, [...TOGETHER, 0]],
  [
    'deep.js',
    BOTH,
    ['a,a/index.js,b,b/index.js,c.js', ...Array<string>(3).fill('/a,/a/index.js,/b,/b/index.js,/c.js')],
  ],
  ['from.js', BOTH, 'USD 3'],
  ['others.js', FIRST, [[true, 'T'], '{"most":3}C', '{"most":3}']],
  ['app.py', FIRST, [7, 19, 7, 3, 10, true, false, 'tool x\n', 'tool y\n']],
  ['app.py', BOTH, [8, 19, 8, 3, 10, true, false, 'tool x\n', 'tool y\n']],
  ['extra.py', FIRST, 1],
];

const called = (file: string, layers: readonly FunctionLayer[]) =>
  invoke(host, 'x', 1, {
    file: path.join(root, 'code', file),
    codeDir: path.join(root, 'code'),
    projectDir: root,
    runtime: file.endsWith('.py') ? 'python3.12' : 'nodejs20.x',
    layers,
  });

test.skipIf(process.platform === 'win32').each(ANSWERS)('%s with %s', async (file, layers, result) => {
  expect(answer(await called(file, layers.map(layer)))).toEqual(result);
});

test('sources of a layer stand before what was built of them', async () => {
  const built = { name: 'prices', dir: path.join(root, 'sources'), under: 'python', built: path.join(root, 'built') };
  expect(answer(await called('own.py', [built]))).toEqual([5, true]);
});

test.each(['writes.js', 'writes.py'])('%s writes into no layer', async (file) => {
  const outcome = await called(file, [layer('first')]);
  expect(outcome).toMatchObject({ type: 'error', errorMessage: expect.stringMatching(/EROFS|Errno 30/) as string });
  expect(readdirSync(path.join(root, 'first')).toSorted()).toEqual(['bin', 'extra', 'limits.json', 'nodejs', 'python']);
  expect(answer(await called('files.js', [layer('first')]))).toContain('{"most":3}');
});

test('extensions of layers are told of once', async () => {
  const { host: own, logs: told } = createHost();
  writeFiles(root, { 'watched/extensions/collector': '' });
  const more = { codeDir: path.join(root, 'code'), file: path.join(root, 'code/kept.js'), layers: [layer('watched')] };
  writeFiles(root, { 'code/kept.js': 'exports.handler = async () => 1;' });
  for (const _ of [1, 2]) await invoke(own, 'x', 1, more);
  expect(told.map(({ text }) => text)).toEqual([
    'A layer brings the extension collector. Extensions are not started here.',
  ]);
  await own.dispose();
});

test('a layer that is missing or a file is told once, and the function runs', async () => {
  const wrong = [
    { name: 'Gone', dir: path.join(root, 'gone') },
    { name: 'Limits', dir: path.join(root, 'first/limits.json') },
  ];
  expect(answer(await called('package.js', [layer('first'), ...wrong]))).toEqual(['EUR 1', true]);
  await called('package.js', [layer('first'), ...wrong]);
  const told = logs.filter(({ text }) => /Gone|Limits/.test(text)).map(({ text }) => text.replaceAll(root, ''));
  expect(told).toEqual([
    'The layer Limits is not used: /first/limits.json is a file, and a layer must be a folder or a zip file. Name the folder that holds limits.json.',
    'The layer Gone is missing here: there is no /gone. Build or create it.',
  ]);
});

test('own search paths of a function lead to its layers', () => {
  const mounts = [{ layer: 'first', at: '', dir: path.join(root, 'first') }];
  const variables = {
    NODE_PATH: ['/opt/nodejs/node_modules', '/var/task/lib'].join(path.delimiter),
    PYTHONPATH: '/opt/python',
  };
  const found = searchPathVariables({ mounts, variables, runtime: 'python3.12', codeDir: '/code', parent: {} });
  const first = (...names: string[]): string => path.join(root, 'first', ...names);
  expect(found['NODE_PATH']?.split(path.delimiter)).toEqual([
    first('nodejs', 'node_modules'),
    '/opt/nodejs/node_modules',
    path.join('/code', 'lib'),
  ]);
  expect(found['PYTHONPATH']?.split(path.delimiter)).toEqual([
    first('python'),
    '/opt/python',
    first('python', 'lib', 'python3.12', 'site-packages'),
    first('python'),
  ]);
  expect(found['PATH']).toBe(first('bin'));
});

test('a layer that is a zip file is unpacked, elsewhere', async () => {
  const module = Buffer.from('exports.show = (n) => `CHF ${n}`;');
  const files = temporaryFolder({
    'money.zip': zip([{ name: 'nodejs/node_modules/money/index.js', content: module }]),
  });
  const packed = { name: 'packed', dir: path.join(files, 'money.zip') };
  expect(answer(await called('package.js', [layer('first'), packed]))).toEqual(['CHF 1', true]);
  expect(readdirSync(files)).toEqual(['money.zip']);
});
