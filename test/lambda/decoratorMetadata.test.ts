/** Types that decorators see: by the project's own TypeScript, where its tsconfig.json asks for them. */
import { symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, spec } from './harness';

/** Enough of reflect-metadata and of a container that makes what constructors ask for. */
const CONTAINER = `
const known = new Map<unknown, Map<string, unknown>>();
(Reflect as any).metadata = (key: string, value: unknown) => (target: any) => {
  known.set(target, (known.get(target) ?? new Map()).set(key, value));
};
export const Injectable = (): ClassDecorator => () => undefined;
export function make<T>(type: new (...given: any[]) => T): T {
  const wanted = (known.get(type)?.get('design:paramtypes') ?? []) as (new () => unknown)[];
  return new type(...wanted.map((each) => make(each)));
}
`;
const SOURCES = {
  'src/container.ts': CONTAINER,
  'src/prices.ts': `import { Injectable } from './container';\n@Injectable()\nexport class Prices { of(n: number) { return n * 2; } }\n`,
  'src/app.ts': `import { Injectable, make } from './container';
import { Prices } from './prices';
@Injectable()
class Orders {
  constructor(private readonly prices: Prices) {}
  total(n: number) {
    if (n < 0) throw new Error('below nothing');
    return this.prices.of(n);
  }
}
export const handler = async (n: number) => make(Orders).total(n);
`,
};
const ASKS = '{ "compilerOptions": { "experimentalDecorators": true, "emitDecoratorMetadata": true } }';

async function invoked(
  files: { readonly [file: string]: string },
  event: string,
  hasTypeScript = true,
  change = (_: string) => {},
) {
  const root = temporaryFolder({ ...SOURCES, 'node_modules/x/package.json': '{}', ...files });
  change(root);
  const own = path.dirname(require.resolve('typescript/package.json'));
  if (hasTypeScript) symlinkSync(own, path.join(root, 'node_modules', 'typescript'), 'junction');
  const { host, logs } = createHost();
  onTestFinished(() => host.dispose());
  const file = path.join(root, 'src', 'app.ts');
  const outcome = await host.invoke(spec('', { file, codeDir: root, projectDir: root, exportName: 'handler' }), event);
  return { file, outcome, logs: logs.map(({ text }) => text) };
}

test.each([
  ['in its tsconfig.json', { 'tsconfig.json': ASKS }],
  [
    'in one that it leaves its files to, as Nx writes them',
    {
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json': ASKS,
    },
  ],
  ['in one that it extends', { 'tsconfig.json': '{ "extends": "./config/base" }', 'config/base.json': ASKS }],
])('are there where asked for %s', async (_, files) => expect(answer((await invoked(files, '21')).outcome)).toBe(42));

test('an error names the file and line of the source, wherever the compiler would write', async () => {
  const written = ASKS.replace('{ "exp', '{ "outDir": "dist/apps", "rootDir": ".", "sourceRoot": "/from", "exp');
  const { outcome, file } = await invoked({ 'tsconfig.json': written }, '-1');
  expect(outcome).toMatchObject({
    type: 'error',
    stackTrace: expect.arrayContaining([expect.stringContaining(`(${file}:7:`)]) as unknown,
  });
});

test('are not there where nobody asks', async () => {
  const { outcome } = await invoked(
    { 'tsconfig.json': ASKS.replace('"emitDecoratorMetadata": true', '"strict": true') },
    '1',
  );
  expect(outcome).toMatchObject({ type: 'error', errorType: 'TypeError' });
});

test('need the TypeScript of the project, which is said', async () => {
  const { logs } = await invoked({ 'tsconfig.json': ASKS }, '1', false);
  expect(logs.join()).toContain('run npm install --save-dev typescript');
});

/** A decorator's own view of a member's type. */
const COLUMN = {
  'tsconfig.json': ASKS,
  'src/status.ts': `export enum Status { Open = 'open' }\nexport type Level = 1 | 2;\n`,
  'src/index.ts': `export * from './status';\n`,
  'src/app.ts': `import { Status, type Level } from './index';
const seen: Record<string, string> = {};
(Reflect as any).metadata = (key: string, value: any) => (_: unknown, name: string) => void (seen[name] = value.name);
const Column = (): PropertyDecorator => () => undefined;
class Order {
  @Column() status!: Status;
  @Column() level!: Level;
  @Column() when!: Date;
}
export const handler = async () => seen;
`,
};

test('are those that the whole program has, where a type is another name', async () => {
  const { outcome } = await invoked(COLUMN, '{}');
  expect(answer(outcome)).toEqual({ status: 'String', level: 'Number', when: 'Date' });
});

const BUILT = (source: string, marked: string) => `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.handler = async () => ${JSON.stringify(marked)};
const marks = { "design:type": String };
//# ${'sourceMappingURL'}=data:application/json;base64,${Buffer.from(
  JSON.stringify({ version: 3, sources: [source], names: [], mappings: 'AAAA' }),
).toString('base64')}
`;
const BUILDS = { 'tsconfig.json': ASKS.replace('{ "exp', '{ "outDir": "out", "exp') };

test.each([
  ['is run where it is newer', 'out/app.js', '../src/app.ts', 3600, 'built'],
  ['is not run where the source was changed since', 'out/src/app.js', '../../src/app.ts', -3600, 42],
  ['is not run where it is of another source', 'out/app.js', '../lib/app.ts', 3600, 42],
])('what was built %s', async (_, built, source, age, expected) => {
  const { outcome } = await invoked({ ...BUILDS, [built]: BUILT(source, 'built') }, '21', true, (root) => {
    const at = Date.now() / 1000 + age;
    utimesSync(path.join(root, built), at, at);
  });
  expect(answer(outcome)).toBe(expected);
});
