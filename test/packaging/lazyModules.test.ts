/** Modules of a bundle that run when something of them is first used: `scripts/lazyModules.mjs`. */
import { readFileSync } from 'node:fs';
import { createRequire, SourceMap, type SourceMapping } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';

interface LazyModules {
  readonly lazyModules: Plugin;
  lazily(text: string, file: string): Promise<string>;
}

const root = path.resolve(__dirname, '..', '..');
const { lazily, lazyModules } = (await import(path.join(root, 'scripts', 'lazyModules.mjs'))) as LazyModules;

const ran = (name: string): string => `(globalThis as any).ran.push('${name}');\n`;

const PROJECT = {
  'main.ts': `
    import path from 'node:path';
    import { sep } from 'node:path';
    import data from './data.json';
    import old, { named } from 'old';
    import { Circle, corners, double, first, SIDES, type Shape } from './door';
    import { unused } from './unused';
    import * as whole from './whole';
    ${ran('main')}
    export const run = (): unknown => ({
      named: named(), old: old(), both: path.sep === sep, data: data.answer, whole: whole.three,
      double: double(2), first, corners, area: new Circle(3).area, sides: SIDES.square satisfies Shape,
    });
    export const never = () => unused();
    export const later = async () => (await import('./later')).default();
    export const failing = () => double(-1);`,
  'door.ts': `${ran('door')}
    export { Circle } from './circle';
    export { double as double } from './numbers';
    export * from './shapes';
    export const corners = 8;`,
  'circle.ts': `${ran('circle')}
    import { PI } from './numbers';
    export class Circle { constructor(readonly radius: number) {} get area() { return PI * this.radius; } }`,
  // A circle of modules: each is there when a function of it is called.
  'numbers.ts': `${ran('numbers')}
    import { SIDES } from './door';
    export const PI = 3;
    export function double(n: number) {
      if (n < 0) throw new Error('below');
      return n * 2 + (SIDES.square - 4);
    }`,
  'shapes.ts': `${ran('shapes')}
    import { PI } from './numbers';
    export type Shape = number;
    export const SIDES = { square: 4 };
    export const first = PI;`,
  'unused.ts': `${ran('unused')} export const unused = () => 1;`,
  'whole.ts': `export const three = 3;`,
  'later.ts': `${ran('later')} export default () => 'later';`,
  'data.json': '{ "answer": 42 }',
  'node_modules/old/index.js': `module.exports = () => 'old'; module.exports.named = () => 'named';`,
};

interface Built {
  run(): unknown;
  later(): Promise<string>;
  failing(): void;
}

async function built(options: { minify?: boolean }): Promise<{ file: string; ran: readonly string[]; bundle: Built }> {
  const folder = temporaryFolder(PROJECT);
  const file = path.join(folder, 'bundle.js');
  await build({
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error', absWorkingDir: folder },
    ...{
      entryPoints: ['main.ts'],
      outfile: file,
      plugins: [lazyModules],
      sourcemap: options.minify ? false : 'linked',
    },
    ...options,
  });
  const seen: string[] = ((globalThis as unknown as { ran: string[] }).ran = []);
  return { file, ran: seen, bundle: createRequire(file)(file) as Built };
}

test.each([{ minify: true }, { minify: false }])(
  'a module runs when something of it is first used: %j',
  async (how) => {
    const { bundle, ran } = await built(how);
    expect(ran).toEqual(['main']);
    expect(bundle.run()).toEqual({
      ...{
        named: 'named',
        old: 'old',
        both: true,
        data: 42,
        whole: 3,
        double: 4,
        first: 3,
        corners: 8,
        area: 9,
        sides: 4,
      },
    });
    expect(ran).toEqual(['main', 'shapes', 'numbers', 'door', 'circle']);
    expect(await bundle.later()).toBe('later');
    expect(ran.at(-1)).toBe('later');
  },
);

test('the source map tells the place of what an import moved in its line', async () => {
  const { file, bundle } = await built({});
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as never);
  const { stack = '' } = caught(() => bundle.failing());
  const places = [...stack.matchAll(/bundle\.js:(\d+):(\d+)/g)].slice(0, 2).map(([, line, column]) => {
    const { originalSource, originalLine, originalColumn } = map.findEntry(
      Number(line) - 1,
      Number(column) - 1,
    ) as SourceMapping;
    const name = path.basename(originalSource);
    return `${name}: ${PROJECT[name as 'main.ts'].split('\n')[originalLine]?.slice(originalColumn).trim()}`;
  });
  expect(places).toEqual([`numbers.ts: new Error('below');`, 'main.ts: double(-1);']);
});

test('what it does not understand ends the build', async () => {
  await expect(lazily('export let count = 0;', 'a.ts')).rejects.toThrow('a.ts: what is exported must be a constant.');
  await expect(lazily("import './begin';", 'a.ts')).rejects.toThrow('a.ts: an import must name what it is for.');
  await expect(lazily('const import_fs = 1;', 'a.ts')).rejects.toThrow('a.ts: a name that begins with import_');
});

function caught(act: () => void): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('It did not fail.');
}
