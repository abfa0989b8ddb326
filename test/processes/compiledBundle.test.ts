/** A bundle of ours is loaded with what V8 compiled of it before, and only with that. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';

interface Compilable {
  compilable(options: object): object;
}

const root = path.resolve(__dirname, '..', '..');
const { compilable } = (await import(path.join(root, 'scripts', 'compilable.mjs'))) as Compilable;
const isPosix = process.platform !== 'win32';

const BUNDLE = `
import { sep } from 'node:path';
const tag = (parts: TemplateStringsArray) => parts.join('');
exports.used = () => tag\`… ¹ 𝄞\` + /^[¹²]$/.test('²') + typeof sep + (require.main === module);
exports.later = async () => (await import('node:os')).EOL;
`;

let folder: string;
let compiled: string;

beforeEach(async () => {
  folder = temporaryFolder({ 'bundle.ts': BUNDLE, 'tmp/own': '' });
  compiled = path.join(folder, 'tmp', isPosix ? `stepwise-${process.getuid!()}` : 'stepwise', 'compiled');
  const common = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'error', absWorkingDir: folder } as const;
  await build({
    ...common,
    stdin: {
      contents: `
        const { loadCompiled } = require(${JSON.stringify(path.join(root, 'processes/compiledBundle.ts'))});
        const serves = process.env.SERVES !== undefined;
        const bundle = loadCompiled(__dirname + '/bundle.js', require, 'try', serves ? 0 : undefined);
        process.stdout.write(bundle.used());
        process.exitCode = Number(process.env.CODE ?? 0);
        if (serves) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1);`,
      resolveDir: folder,
    },
    outfile: path.join(folder, 'start.js'),
  });
  await build(compilable({ ...common, entryPoints: ['bundle.ts'], outfile: path.join(folder, 'bundle.js') }));
});

function start(env: NodeJS.ProcessEnv = {}, ...options: string[]): string {
  const tmp = path.join(folder, 'tmp');
  const all = { ...process.env, NODE_OPTIONS: '', TMPDIR: tmp, TEMP: tmp, TMP: tmp, ...env };
  const { stdout, stderr } = spawnSync(process.execPath, [...options, 'start.js'], { cwd: folder, env: all });
  return `${stdout}${stderr}`;
}

const SAID = '… ¹ 𝄞truestringfalse';
const kept = (): string[] => (existsSync(compiled) ? readdirSync(compiled) : []);
const onlyFile = (): string => path.join(compiled, kept()[0] ?? 'none');
const hour = (file: string): void => utimesSync(file, new Date(), new Date(Date.now() - 3_600_001));

test('the bundle is plain ASCII, and ends with the hash of its content', () => {
  expect(readFileSync(path.join(folder, 'bundle.js'), 'latin1')).toMatch(/^[\0-\x7f]*\n\/\/ content [0-9a-f]{16}\n$/);
});

test('what was compiled is kept, and used again', () => {
  expect(start()).toBe(SAID);
  const [file, ...others] = kept();
  expect(file).toMatch(/^try-/);
  expect(others).toEqual([]);
  const { mtimeMs, mode } = statSync(onlyFile());
  if (isPosix) expect(mode & 0o777).toBe(0o600);
  expect(start()).toBe(SAID);
  expect(statSync(onlyFile()).mtimeMs).toBe(mtimeMs);
});

test('a server keeps it while it runs: its client may kill it', () => {
  expect(start({ SERVES: '' })).toBe(SAID);
  expect(kept()).toHaveLength(1);
});

test('after an hour it is made again, and what nobody used for a month goes', () => {
  start();
  const file = onlyFile();
  hour(file);
  const old = path.join(compiled, 'old');
  writeFileSync(old, '');
  utimesSync(old, new Date(0), new Date(0));
  expect(start()).toBe(SAID);
  expect(Date.now() - statSync(file).mtimeMs).toBeLessThan(3_600_000);
  expect(kept()).toEqual([path.basename(file)]);
});

test.each([['cut off', 100] as const, ['empty', 0] as const])('a file that is %s is made again', (_, length) => {
  start();
  const whole = readFileSync(onlyFile());
  writeFileSync(onlyFile(), whole.subarray(0, length));
  expect(start()).toBe(SAID);
  expect(readFileSync(onlyFile()).length).toBeGreaterThan(length);
});

test('other options of Node, and other contents, have files of their own', () => {
  start();
  expect(start({}, '--no-opt')).toBe(SAID);
  expect(start({ NODE_OPTIONS: '--no-deprecation' })).toBe(SAID);
  expect(kept()).toHaveLength(3);
  const bundle = path.join(folder, 'bundle.js');
  const other = readFileSync(bundle, 'latin1').replace(/content ./, 'content #');
  writeFileSync(bundle, other.replace('#', /content 0/.test(other) ? '1' : '0'));
  expect(start()).toBe(SAID);
  expect(kept()).toHaveLength(4);
});

describe('nothing is kept', () => {
  test('where Node is told to keep nothing', () => {
    expect(start({ NODE_DISABLE_COMPILE_CACHE: '1' })).toBe(SAID);
    expect(kept()).toEqual([]);
  });

  test('of a bundle without a stamp', () => {
    const bundle = path.join(folder, 'bundle.js');
    writeFileSync(bundle, readFileSync(bundle, 'latin1').replace(/\/\/ content.*\n$/, ''));
    expect(start()).toBe(SAID);
    expect(kept()).toEqual([]);
  });

  test('by a process that was misunderstood or interrupted', () => {
    expect(start({ CODE: '2' })).toBe(SAID);
    expect(kept()).toEqual([]);
  });

  test.runIf(isPosix && process.getuid!() !== 0)('where nothing can be written', () => {
    start();
    hour(onlyFile());
    chmodSync(compiled, 0o500);
    expect(start()).toBe(SAID);
  });
});
