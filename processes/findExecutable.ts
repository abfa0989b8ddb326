/** Finds programs the way a shell would, without one, and without what makes a shell's way unsafe. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

export interface Search {
  /** Whose PATH; ours where absent. */
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  /**
   * For programs that are told secrets: entries `node_modules/.bin` are passed over, which npm puts before all others for
   * scripts of a project.
   */
  readonly notOfProjects?: boolean;
}

/**
 * Absolute path of a program on PATH, or undefined. On Windows PATHEXT's endings are tried. Entries of PATH that depend
 * on the current folder are passed over (`.`, an empty one, `bin`), and so are those that cannot be read.
 */
export function findExecutable(name: string, search: Search = {}): string | undefined {
  const { platform = process.platform } = search;
  return executableCandidates(name, search).find((file) => runs(file, platform));
}

/** A program that a person chose: a name on PATH, or a path, which may start at a folder of theirs. */
export function chosenExecutable(chosen: string, folder: string): string | undefined {
  return /[\\/]/.test(chosen) ? findExecutable(path.resolve(folder, chosen)) : findExecutable(chosen);
}

/** Every place where {@link findExecutable} looks, in its order. */
export function executableCandidates(name: string, search: Search = {}): string[] {
  const { env = process.env, platform = process.platform } = search;
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const endings = platform === 'win32' ? endingsOf(name, variable(env, 'PATHEXT', platform)) : [''];
  const places = paths.isAbsolute(name) ? [name] : searchPath(search).map((folder) => paths.join(folder, name));
  return places.flatMap((place) => endings.map((ending) => place + ending));
}

/** The entries of PATH that are searched. */
export function searchPath({ env = process.env, platform = process.platform, notOfProjects }: Search = {}): string[] {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  return (
    (variable(env, 'PATH', platform) ?? '')
      .split(paths.delimiter)
      // Windows programs put quotes around entries with blanks.
      .map((entry) => (platform === 'win32' ? entry.replace(/^"(.*)"$/, '$1') : entry))
      .filter((folder) => paths.isAbsolute(folder))
      .filter((folder) => !(notOfProjects && /[\\/]node_modules[\\/]\.bin[\\/]*$/i.test(folder)))
  );
}

/** A name that already has one of the endings is tried as it is first. */
function endingsOf(name: string, pathExt: string | undefined): string[] {
  const endings = (pathExt ?? '.EXE;.CMD;.BAT')
    .split(';')
    .filter(Boolean)
    .map((ending) => ending.toLowerCase());
  return endings.some((ending) => name.toLowerCase().endsWith(ending)) ? ['', ...endings] : endings;
}

/** Windows does not tell names of variables apart by their case: `Path` is PATH there. */
function variable(env: NodeJS.ProcessEnv, name: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'win32') return env[name];
  return Object.entries(env).find(([each]) => each.toUpperCase() === name)?.[1];
}

/** A folder on PATH that is missing, unreadable or a file has nothing to run, and is no reason to fail. */
function runs(file: string, platform: NodeJS.Platform): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    if (platform !== 'win32') accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
