/** What a TypeScript handler finds at run time, though its bundle lies elsewhere: its packages, its own place, its data. */
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FunctionSpec, InvokeOutcome } from '../../lambda/lambda';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, spec } from './harness';

const PACKAGES = {
  'package.json': '{}',
  'node_modules/common/package.json': '{"name":"common","main":"index.js"}',
  'node_modules/common/index.js': "exports.where = __dirname; exports.name = 'common';",
  'node_modules/modern/package.json': '{"name":"modern","type":"module","exports":{"import":"./index.js"}}',
  'node_modules/modern/index.js': "export const name = 'modern';",
  'node_modules/plain/package.json': '{"name":"plain","type":"module","main":"index.js"}',
  'node_modules/plain/index.js': "export const name = 'plain';",
  'node_modules/both/package.json':
    '{"name":"both","exports":{"node":{"module":"./esm.js","require":"./cjs.js"},"default":"./esm.js"}}',
  'node_modules/both/esm.js': "export const name = 'for bundlers';",
  'node_modules/both/cjs.js': "exports.name = 'for Node.js';",
  'node_modules/typed/package.json': '{"name":"typed","main":"index.ts"}',
  'node_modules/typed/index.ts': "export const name: string = 'typed';",
};

async function invoked(
  text: string,
  file = 'src/app.ts',
  files: Record<string, string> = {},
  more: Partial<FunctionSpec> = {},
): Promise<[InvokeOutcome, string]> {
  const projectDir = temporaryFolder({ ...PACKAGES, ...files, [file]: text });
  const { host } = createHost();
  onTestFinished(() => host.dispose());
  const full = path.join(projectDir, file);
  const given = { file: full, codeDir: path.dirname(full), projectDir, ...more };
  return [await host.invoke(spec(`${file}#handler`, given), '{}'), projectDir];
}

const RESULT = 'export const handler = async () => result;';

test.each<[what: string, text: string, expected: unknown]>([
  [
    'a package stays where it is',
    `import { where, name } from 'common';\nimport path from 'path';\nconst result = [name, path.basename(path.dirname(where))];\n${RESULT}`,
    ['common', 'node_modules'],
  ],
  ['a package of modules alone', `import { name } from 'modern';\nconst result = name;\n${RESULT}`, 'modern'],
  [
    'a package of modules that says so in one word',
    `import { name } from 'plain';\nconst result = name;\n${RESULT}`,
    'plain',
  ],
  ['a package in TypeScript', `import { name } from 'typed';\nconst result = name;\n${RESULT}`, 'typed'],
  [
    'a package that has modules for bundlers',
    `import { name } from 'both';\nconst result = name;\n${RESULT}`,
    'for Node.js',
  ],
  [
    'exports as CommonJS has them, in a file that TypeScript is told is a module',
    "import { sep } from 'path';\nexport {};\nexport interface Order { id: string }\nexports.handler = async (order: Order) => sep.length;",
    1,
  ],
  [
    'Node’s own, by both names',
    `import { sep } from 'path';\nimport { EOL } from 'node:os';\nconst result = [sep.length, EOL.length > 0];\n${RESULT}`,
    [1, true],
  ],
  [
    'its own place',
    `import path from 'path';\nconst result = [path.basename(__filename), path.basename(__dirname), import.meta.url.split('/').pop(), path.basename(import.meta.filename), path.basename(import.meta.dirname)];\n${RESULT}`,
    ['app.ts', 'src', 'app.ts', 'app.ts', 'src'],
  ],
  ['the name of a class', `class Order {}\nconst result = new Order().constructor.name;\n${RESULT}`, 'Order'],
  [
    'what is there at the top level only later',
    `import { where, name } from 'common';\nimport { name as modern } from 'modern';\nimport { createHash } from 'crypto';\nconst result = [await Promise.resolve(name), modern, typeof createHash, typeof require('node:fs').statSync, import.meta.url.split('/').pop(), where.length > 0];\n${RESULT}`,
    ['common', 'modern', 'function', 'function', 'app.ts', true],
  ],
  [
    'a package that is not there, until it is asked for',
    `const result = [await import('absent').then(() => 'there', (error) => error.code)];\n${RESULT}`,
    ['ERR_MODULE_NOT_FOUND'],
  ],
  [
    'a package that is not there, asked for by a function',
    `export const handler = async () => { try { require('absent'); } catch (error: any) { return error.code; } };`,
    'MODULE_NOT_FOUND',
  ],
  [
    'a package asked for by import() in a file that waits for nothing',
    `export const handler = async () => (await import('modern')).name;`,
    'modern',
  ],
])('%s', async (_what, text, expected) => {
  const [outcome] = await invoked(text);
  expect(answer(outcome)).toEqual(expected);
});

test.each<[what: string, text: string, errorType: string, message: string]>([
  [
    'a file that is not there',
    "import './absent';",
    'Runtime.ImportModuleError',
    `Error: Could not resolve "./absent" (app.ts:1:8)`,
  ],
  [
    'a slip of syntax',
    'export const a = ;',
    'Runtime.UserCodeSyntaxError',
    'SyntaxError: Unexpected ";" (app.ts:1:18)',
  ],
  [
    'a slip behind an await at the top level',
    "await 1;\nimport './absent';",
    'Runtime.ImportModuleError',
    `Error: Could not resolve "./absent" (app.ts:2:8)`,
  ],
])('%s is told with its place', async (_what, text, errorType, message) => {
  const [outcome, projectDir] = await invoked(text);
  expect(outcome).toMatchObject({ type: 'error', errorType, errorMessage: message });
  const { stackTrace } = outcome as { stackTrace: readonly string[] };
  const [, line, column] = /:(\d+):(\d+)\)$/.exec(message)!;
  const lines = stackTrace.join('\n').replaceAll(projectDir, '').replaceAll('\\', '/');
  expect(lines).toContain(
    `    at /src/app.ts:${line}:${column}\n${text.split('\n')[Number(line) - 1]}\n${' '.repeat(Number(column) - 1)}^`,
  );
});

test('an error of the handler names the line of the source', async () => {
  const text =
    "const fail = (): never => {\n  throw new TypeError('no');\n};\nexport const handler = async () => fail();";
  const [outcome] = await invoked(text);
  expect(outcome).toMatchObject({ type: 'error', errorType: 'TypeError', errorMessage: 'no' });
  expect(JSON.stringify(outcome)).toMatch(/app\.ts:2:9/);
});

const DIALECT = {
  'src/lib/price.js': 'export const price = (amount) => amount * 2;',
  'src/view.js': '/** @jsx h */\nconst h = (name) => name;\nexport const view = <b />;',
};

test.each<[what: string, text: string, expected: unknown]>([
  [
    'imports in a .js file, without endings, beside require',
    `import { price } from './lib/price';\nimport { name } from 'common';\nconst { name: typed } = require('common');\nconst result = [price(2), name, typed];\n${RESULT}`,
    [4, 'common', 'common'],
  ],
  ['elements in a .js file', `import { view } from './view';\nconst result = view;\n${RESULT}`, 'b'],
  ['a default export', 'export default async () => 1;\nexport const handler = async () => 2;', 2],
  ['CommonJS as ever', 'exports.handler = async () => require("common").name;', 'common'],
])('JavaScript that a bundler deploys: %s', async (_what, text, expected) => {
  const [outcome] = await invoked(text, 'src/app.js', DIALECT, { isBundled: true });
  expect(answer(outcome)).toEqual(expected);
});

test('the same JavaScript without a bundler is what Node.js makes of it', async () => {
  const [outcome] = await invoked(RESULT.replace('result', '1'), 'src/app.js', DIALECT);
  expect(outcome).toMatchObject({ type: 'error', errorType: 'Runtime.UserCodeSyntaxError' });
});

test('an error in JavaScript that a bundler deploys names its line in the source', async () => {
  const text = "import { name } from 'common';\n\nexport const handler = async () => {\n  throw new Error(name);\n};";
  const [outcome] = await invoked(text, 'src/app.js', {}, { isBundled: true });
  expect(JSON.stringify(outcome)).toMatch(/app\.js:4:9/);
});

test('what asks for an ES module with require fails as on Lambda', async () => {
  const text = "const { name } = require('plain');\nexports.handler = async () => name;";
  const [outcome] = await invoked(text, 'src/app.js');
  expect(outcome).toMatchObject({
    type: 'error',
    errorMessage: expect.stringContaining('require() of ES Module') as string,
  });
});
