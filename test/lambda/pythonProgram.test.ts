/** Which Python runs a function, and what is said where it is another than the Runtime's. */
import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findPython, pythonDiffers } from '../../lambda/runtimes/pythonProgram';
import { temporaryFolder } from '../harness/temporaryFolder';

afterEach(() => void vi.unstubAllEnvs());

/** What answers the question as a Python of that version, and leaves a file that says that it was asked. */
const python = (version: string): string =>
  `#!/bin/sh\n: > "$0.asked"\nprintf '%s\\n' "$0" '${version.replace('.', ' ')}' False\n`;

/** A machine with these Pythons: on the PATH as `bin/…`, below the home as version managers keep them, in the project. */
function machine(programs: { readonly [file: string]: string }, files: { readonly [file: string]: string } = {}) {
  const texts = Object.entries(programs).map(([file, version]) => [file, version && python(version)]);
  const root = temporaryFolder({ 'project/app/h.py': '', ...files, ...Object.fromEntries(texts) });
  for (const file of Object.keys(programs)) chmodSync(path.join(root, file), 0o755);
  vi.stubEnv('PATH', path.join(root, 'bin'));
  vi.stubEnv('HOME', path.join(root, 'home'));
  for (const name of ['PYENV_ROOT', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'WORKON_HOME']) vi.stubEnv(name, undefined);
  const found = async (runtime: string | undefined) => {
    const python = await findPython(
      { name: 'F', runtime, codeDir: path.join(root, 'project', 'app'), projectDir: path.join(root, 'project') },
      undefined,
    );
    if (typeof python === 'string') return python.replaceAll(`${root}/`, '');
    const said = [path.relative(root, python.file), pythonDiffers(runtime, python), python.problem];
    return said.filter((each) => each !== undefined).map((each) => each.replaceAll(`${root}/`, ''));
  };
  return { root, found };
}

describe.skipIf(process.platform === 'win32')('the nearest to the Runtime', () => {
  test.each<[string | undefined, Parameters<typeof machine>[0], readonly string[]]>([
    ['python3.12', { 'bin/python3': '3.12', 'bin/python3.12': '3.12' }, ['bin/python3']],
    [
      'python3.8',
      { 'bin/python3': '3.11', 'bin/python3.8': '3.8' },
      [
        'bin/python3',
        'Runs on Python 3.11, because Stepwise runs handlers on Python 3.9 or newer; the Runtime is python3.8.',
      ],
    ],
    ['python3.12', { 'bin/python3': '3.11', 'bin/python3.12': '3.12' }, ['bin/python3.12']],
    [
      'python3.12',
      { 'bin/python3': '3.11', 'home/.pyenv/versions/3.12.4/bin/python3': '3.12' },
      ['home/.pyenv/versions/3.12.4/bin/python3'],
    ],
    [
      'python3.12',
      { 'bin/python3': '3.11', 'home/.local/share/uv/python/cpython-3.12.1-linux/bin/python3': '3.12' },
      ['home/.local/share/uv/python/cpython-3.12.1-linux/bin/python3'],
    ],
    [undefined, { 'bin/python3': '3.11', 'home/.pyenv/versions/3.12.4/bin/python3': '3.12' }, ['bin/python3']],
    // An environment of the project has its packages: it goes first, whatever its version.
    ['python3.12', { 'project/.venv/bin/python': '3.12', 'bin/python3': '3.12' }, ['project/.venv/bin/python']],
    ['python3.12', { 'project/app/venv/bin/python': '3.12', 'bin/python3': '3.12' }, ['project/app/venv/bin/python']],
    [
      'python3.12',
      { 'project/app/.venv/bin/python': '3.11', 'project/.venv/bin/python': '3.12' },
      ['project/.venv/bin/python'],
    ],
  ])('%s of %j', async (runtime, programs, expected) =>
    expect(await machine(programs).found(runtime)).toEqual(expected),
  );

  test('a difference is said, with what it comes from', async () => {
    const words: unknown[] = [];
    words.push(await machine({ 'bin/python3': '3.11', 'bin/python': '3.11' }).found('python3.12'));
    words.push(await machine({ 'project/.venv/bin/python': '3.10' }).found('python3.12'));
    words.push(await machine({ 'bin/python3': '3.8', 'bin/python': '3.8' }).found('python3.12'));
    expect(words).toMatchInlineSnapshot(`
      [
        [
          "bin/python3",
          "Runs on Python 3.11, because no Python 3.12 was found for the Runtime python3.12. Install that one, or choose it with --python PROGRAM (in VS Code: stepwise.lambda.pythonPath).",
        ],
        [
          "project/.venv/bin/python",
          "Runs on Python 3.10, because that is the Python of project/.venv; the Runtime is python3.12. Make the environment with Python 3.12 to run what AWS runs.",
        ],
        "F needs Python 3.9 or newer: bin/python3 is Python 3.8. Install it from https://www.python.org/downloads/, or choose an interpreter in the settings.",
      ]
    `);
  });

  test('an environment that does not work is told of', async () => {
    const words: unknown[] = [];
    words.push(await machine({ 'bin/python3': '3.12' }, { 'project/.venv/pyvenv.cfg': '' }).found('python3.12'));
    const moved = { 'project/.venv/lib/python3.11/site-packages/x.py': '' };
    words.push(await machine({ 'project/.venv/bin/python': '3.12' }, moved).found('python3.12'));
    expect(words).toMatchInlineSnapshot(`
      [
        [
          "bin/python3",
          "The packages of .venv are not used, because its Python does not start: project/.venv/bin/python. Make the environment anew.",
        ],
        [
          "project/.venv/bin/python",
          "The packages of project/.venv are for python3.11, and its Python is 3.12 by now: it finds none of them. Make the environment anew.",
        ],
      ]
    `);
  });

  test('a version that stands in the name is not asked for', async () => {
    const { root, found } = machine({ 'bin/python3.11': '3.11', 'bin/python3.12': '3.12' });
    symlinkSync('python3.11', path.join(root, 'bin', 'python3'));
    expect(await found('python3.12')).toEqual(['bin/python3.12']);
    expect(existsSync(path.join(root, 'bin', 'python3.asked'))).toBe(false);
  });

  test('what a terminal has activated is an environment', async () => {
    const { root, found } = machine({ 'bin/python3': '3.12', 'conda/bin/python': '3.11' });
    vi.stubEnv('CONDA_PREFIX', path.join(root, 'conda'));
    expect((await found('python3.12'))[0]).toBe('conda/bin/python');
  });
});
