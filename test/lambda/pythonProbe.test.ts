/** A project's Python is asked its version as any program of the user's runs: without our secrets, and gone with its question. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { FunctionSpec } from '../../lambda/lambda';
import { pythonRuntime } from '../../lambda/runtimes/python';
import type { LaunchContext } from '../../lambda/runtimes/runtime';
import { findExecutable } from '../../processes/findExecutable';
import { temporaryFolder } from '../harness/temporaryFolder';
import { runs, spec } from './harness';

const saved = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, saved);
});

/** Prepares a function of this folder, which is when its Python is looked for. */
function prepare(folder: string, more: Partial<LaunchContext> = {}) {
  const places: Partial<FunctionSpec> = { codeDir: folder, projectDir: folder, file: path.join(folder, 'app.py') };
  return pythonRuntime.prepare(spec('app.py', places), {
    target: { kind: 'mock' },
    debug: false,
    bootstrapDir: '/nowhere',
    bundler: () => {
      throw new Error('Python needs none.');
    },
    withoutDebugger: () => {},
    info: () => {},
    infoOnce: () => {},
    ...more,
  });
}

/** A folder with programs of these names, each a script. */
function folderWith(scripts: { readonly [file: string]: string }) {
  const texts = Object.entries(scripts).map(([name, text]) => [name, `#!/bin/sh\n${text}\n`]);
  const folder = temporaryFolder({ 'app.py': '', ...Object.fromEntries(texts) });
  for (const name of Object.keys(scripts)) chmodSync(path.join(folder, ...name.split('/')), 0o755);
  return folder;
}

/** A virtual environment whose `.pth` file runs this line at every start of its Python, wherever that looks for it. */
function environmentThat(line: string): string {
  const site = temporaryFolder({ 'evil.pth': `${line}\n` });
  const start = `import site, sys; site.addsitedir("${site}"); exec(sys.argv.pop(2))`;
  return folderWith({ '.venv/bin/python': `exec ${findExecutable('python3')} -c '${start}' "$@"` });
}

describe.skipIf(process.platform === 'win32')('the question to a Python', () => {
  test('shows nothing of ours', async () => {
    const seen = path.join(temporaryFolder({}), 'seen');
    const folder = environmentThat(`import os; open("${seen}", "w").write(repr(dict(os.environ)))`);
    Object.assign(process.env, { GITHUB_TOKEN: 'secret', AWS_ACCESS_KEY_ID: 'secret', SSH_AUTH_SOCK: 'secret' });
    expect(await prepare(folder)).toHaveProperty('command');
    const text = readFileSync(seen, 'utf8');
    expect(text).toContain("'PATH'");
    expect(text).not.toMatch(/secret/);
  });

  test.skipIf(process.platform !== 'linux')('leaves nothing running', async () => {
    const pid = path.join(temporaryFolder({}), 'pid');
    const start = `subprocess.Popen(["sleep", "600"], start_new_session=True, stdin=-3, stdout=-3, stderr=-3)`;
    const folder = environmentThat(`import subprocess; open("${pid}", "w").write(str(${start}.pid))`);
    expect(await prepare(folder)).toHaveProperty('command');
    const left = Number(readFileSync(pid, 'utf8'));
    onTestFinished(() => void (runs(left) && process.kill(left, 'SIGKILL')));
    await expect.poll(() => runs(left), { timeout: 5000, interval: 5 }).toBe(false);
  });

  test('is not asked of a program that the current folder would decide on', async () => {
    const wrong = path.join(temporaryFolder({}), 'wrong');
    const folder = folderWith({ 'bin/python3': `touch ${wrong}` });
    process.env['PATH'] = `${path.relative(process.cwd(), path.join(folder, 'bin'))}:${process.env['PATH']}`;
    expect(await prepare(folder)).toHaveProperty('command', expect.stringContaining('python'));
    expect(existsSync(wrong)).toBe(false);
  });

  test.each([
    ['no-such-python', 'no-such-python could not be started'],
    ['./bin/none', './bin/none could not be started'],
    ['./bin/other', './bin/other does not answer as Python does'],
  ])('%s, chosen by a person, is told where it is none', async (chosen, words) => {
    const folder = folderWith({ 'bin/other': 'echo 3.12' });
    expect(await prepare(folder, { chosen })).toMatchObject({ errorMessage: expect.stringContaining(words) as string });
  });

  test("a path that a person chose starts at the project's folder", async () => {
    const folder = folderWith({ 'bin/mine': `exec ${findExecutable('python3')} "$@"` });
    expect(await prepare(folder, { chosen: 'bin/mine' })).toHaveProperty('command');
  });
});
