/** Types that decorators see: by the project's own TypeScript, where its tsconfig.json asks for them. */
import { symlinkSync } from 'node:fs';
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

async function invoked(files: { readonly [file: string]: string }, event: string, hasTypeScript = true) {
  const root = temporaryFolder({ ...SOURCES, 'node_modules/x/package.json': '{}', ...files });
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
