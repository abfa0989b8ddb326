/** A process stays warm as long as none of its sources was written; once one was, the next invocation runs the new code. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LambdaHost } from '../../lambda/lambda';
import { temporaryFolder } from '../harness/temporaryFolder';
import { answer, createHost, spec } from './harness';

interface Kind {
  readonly file: string;
  readonly files: { readonly [name: string]: string };
  /** Written between two invocations; `n`: what the handler answers afterwards. */
  readonly source: string;
  readonly written: (n: number) => string;
  /** Not a source of this handler. */
  readonly others: readonly string[];
}

const KINDS: Record<string, Kind> = {
  'JavaScript, by a file beside it': {
    file: 'app.js',
    files: { 'app.js': "const { n } = require('./lib/n');\nexports.handler = async () => [n, process.pid];" },
    source: 'lib/n.js',
    written: (n) => `exports.n = ${n};`,
    others: ['node_modules/x/index.js', 'notes.md', '.git/hook.js', 'cdk.out/asset.js'],
  },
  'JavaScript, by its own file': {
    file: 'app.cjs',
    files: {},
    source: 'app.cjs',
    written: (n) => `exports.handler = async () => [${n}, process.pid];`,
    others: ['other.py'],
  },
  'data that it requires': {
    file: 'app.js',
    files: { 'app.js': "const { n } = require('./n.json');\nexports.handler = async () => [n, process.pid];" },
    source: 'n.json',
    written: (n) => `{"n": ${n}}`,
    others: [],
  },
  'TypeScript, by a file outside of its folder': {
    file: 'src/app.ts',
    files: { 'src/app.ts': "import { n } from '../shared/n';\nexport const handler = async () => [n, process.pid];" },
    source: 'shared/n.ts',
    written: (n) => `export const n: number = ${n};`,
    others: ['src/unused.ts'],
  },
  'Python, by a package': {
    file: 'app.py',
    files: { 'app.py': 'import os\nfrom lib.n import N\ndef handler(event, context):\n    return [N, os.getpid()]\n' },
    source: 'lib/n.py',
    written: (n) => `N = ${n}\n`,
    others: ['venv/x.py', '__pycache__/y.py', 'n.js'],
  },
};

test.each(Object.entries(KINDS))('%s', async (_what, { file, files, source, written, others }) => {
  const projectDir = temporaryFolder(files);
  let clock = 1_700_000_000;
  const write = (name: string, text: string): void => {
    const full = path.join(projectDir, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    // Told, so that no test waits for the disk's clock to go on.
    utimesSync(full, ++clock, clock);
  };
  const { host } = createHost();
  onTestFinished(() => host.dispose());
  const invoked = (): Promise<[number, number]> => call(host, projectDir, file);

  write(source, written(1));
  const [first, pid] = await invoked();
  expect(first).toBe(1);
  for (const other of others) write(other, 'written later');
  expect(await invoked()).toEqual([1, pid]);
  write(source, written(2));
  const [second, next] = await invoked();
  expect(second).toBe(2);
  expect(next).not.toBe(pid);
  expect(await invoked()).toEqual([2, next]);
});

async function call(host: LambdaHost, projectDir: string, file: string): Promise<[number, number]> {
  const full = path.join(projectDir, file);
  const outcome = await host.invoke(
    spec(`${file}#handler`, { file: full, codeDir: path.dirname(full), projectDir }),
    '{}',
  );
  return answer(outcome) as [number, number];
}
