/** Which Python a program is, as far as its file tells without being started: that takes longer than to start a handler. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { headOf } from '../fileHead';
import { smallFile } from './smallFile';

export interface NamedPython {
  /** Absolute: the interpreter itself where a version manager's script was asked about. */
  readonly file: string;
  readonly version: readonly [major: number, minor: number];
}

/**
 * @param command absolute
 * @param cwd where it would run: a version manager looks there and above for its file
 */
export function namedPython(
  command: string,
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): NamedPython | undefined {
  // Windows names no version in the file's name.
  if (process.platform === 'win32') return undefined;
  const file = ofPyenv(command, cwd, env) ?? command;
  try {
    const real = realpathSync(file);
    const [, major, minor] = /[\\/]python(\d+)\.(\d+)$/.exec(real) ?? [];
    if (!major || !minor || !BINARIES.has(headOf(real, 4).toString('hex'))) return undefined;
    return { file, version: [Number(major), Number(minor)] };
  } catch {
    return undefined;
  }
}

/** ELF, or Mach-O for one kind of processor or several. A script may start any Python. */
const BINARIES = new Set(['7f454c46', 'cffaedfe', 'cafebabe']);

/**
 * What the script of pyenv would start, where a single version by its whole name is chosen. Source: github.com/pyenv/pyenv,
 * "Understanding Python version selection".
 */
function ofPyenv(command: string, cwd: string, env: NodeJS.ProcessEnv): string | undefined {
  const folder = path.dirname(command);
  const root = path.dirname(folder);
  if (path.basename(folder) !== 'shims' || !existsSync(path.join(root, 'libexec', 'pyenv'))) return undefined;
  const chosen = env['PYENV_VERSION'] || versionFile(cwd) || smallFile(path.join(root, 'version')) || '';
  const [name, ...others] = chosen
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.split(/[\s:]+/));
  if (name === undefined || others.length > 0 || !/^\d+\.\d+\.\d+$/.test(name)) return undefined;
  const program = path.join(root, 'versions', name, 'bin', path.basename(command));
  return existsSync(program) ? program : undefined;
}

/** The nearest, from a folder up to the root. */
function versionFile(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const text = smallFile(path.join(at, '.python-version'));
    if (text !== undefined || path.dirname(at) === at) return text;
  }
}
