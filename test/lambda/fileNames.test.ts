/** Handlers whose files are called as people call them: they run, and what a debugger needs of them is there. */
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, invoke } from './harness';
import { attachAt } from './inspectorClient';

const CODE = {
  '.js': 'exports.handler = async (event, context) => context.invokedFunctionArn;\n',
  '.ts':
    'export const handler = async (event: unknown, context: any): Promise<string> => context.invokedFunctionArn;\n',
  '.py': 'def handler(event, context):\n    return context.invoked_function_arn\n',
};

const NAMES = ['order', 'my order', 'order.v2 (copy)', 'größe', '注文', 'a#b?c', '50% off', '100%25', '[id]', '{a,b}'];

const ALL = Object.keys(CODE).flatMap((ending) =>
  // No file of Windows is called so.
  NAMES.filter((name) => process.platform !== 'win32' || !name.includes('?')).map((name) => [name, ending] as const),
);

test.each(ALL)('%s%s runs, by an ARN that AWS allows', async (name, ending) => {
  const folder = temporaryFolder({ [name + ending]: CODE[ending as keyof typeof CODE] });
  const { host } = createHost();
  const spec = { name, codeDir: folder, file: path.join(folder, name + ending), projectDir: folder };
  expect(answer(await invoke(host, 'x#handler', {}, spec))).toMatch(
    /^arn:aws:lambda:eu-west-1:123456789012:function:[A-Za-z0-9_-]+$/,
  );
  await host.dispose();
});

test.each(NAMES)('a debugger finds the map of %s.ts', async (name) => {
  const folder = temporaryFolder({ [`${name}.ts`]: CODE['.ts'] });
  let bundle = '';
  let sources: readonly string[] = [];
  const { host } = createHost({
    debug: {
      async attach({ outFiles, port }) {
        [bundle = ''] = outFiles;
        expect(path.basename(bundle), 'a pattern that means itself').toMatch(/^[\w.-]+$/);
        // The engine takes no address with a blank in it.
        const [, address = ''] = /\n\/\/# sourceMappingURL=(\S+)\n$/.exec(readFileSync(bundle, 'utf8')) ?? [];
        const map = fileURLToPath(new URL(address, pathToFileURL(bundle)));
        if (existsSync(map)) ({ sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: readonly string[] });
        await attachAt(port, pathToFileURL(bundle).href, 100_000);
      },
    },
  });
  const file = path.join(folder, `${name}.ts`);
  answer(await invoke(host, 'x#handler', {}, { name, codeDir: folder, file, projectDir: folder }));
  expect(sources.map((source) => decodeURIComponent(source.replace(/[#?].*/, '')))).toEqual([
    file.replaceAll('\\', '/'),
  ]);
  await host.dispose();
});

test.each(NAMES)('%s.ts is bundled anew once it was written', async (name) => {
  const folder = temporaryFolder({
    [`${name}.ts`]: 'export const handler = (): Promise<number> => Promise.resolve(1);',
  });
  const { host } = createHost();
  const file = path.join(folder, `${name}.ts`);
  const spec = { name, codeDir: folder, file, projectDir: folder };
  expect(answer(await invoke(host, 'x#handler', {}, spec))).toBe(1);
  writeFileSync(file, 'export const handler = (): Promise<number> => Promise.resolve(2);');
  utimesSync(file, 2_000_000_000, 2_000_000_000);
  expect(answer(await invoke(host, 'x#handler', {}, spec))).toBe(2);
  await host.dispose();
});
