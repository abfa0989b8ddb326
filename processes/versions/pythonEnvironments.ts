/** The virtual environments that belong to a folder: those beside it, those that Poetry and Pipenv keep elsewhere, an active one. */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { foldersUpTo, type Built } from '../builtProgram';
import { homeFolder, listed } from './listed';
import { smallFile } from './smallFile';

export interface PythonEnvironment {
  /** Absolute. */
  readonly folder: string;
  /** Absolute: its program, which may be gone. */
  readonly program: string;
}

/** As people and tools name those beside the code. Source: GitHub's `Python.gitignore`. */
const BESIDE = ['.venv', 'venv', 'env', '.env', 'ENV'];

/** Files that say that Python's packages are managed for a folder and all below it. Source: packaging.python.org, uv, Poetry, Pipenv. */
const MANAGED = ['pyproject.toml', 'uv.lock', 'poetry.lock', 'Pipfile', 'setup.py', 'requirements.txt'];

/**
 * Folders whose environments a function may be meant to use, the likeliest first: of its code up to those of the project, and above
 * it as far as the repository goes, or files that manage packages: one environment often serves several projects. Never the home
 * folder, nor any that has nothing of a project.
 */
export function pythonFolders(
  spec: Pick<Built, 'codeDir' | 'projectDir'>,
  env: NodeJS.ProcessEnv = process.env,
): string[] {
  const home = homeFolder(env);
  const above: string[] = [];
  for (let at = path.dirname(spec.projectDir); at !== path.dirname(at) && at !== home; at = path.dirname(at))
    above.push(at);
  const inside = [spec.projectDir, ...above].findIndex((folder) => existsSync(path.join(folder, '.git')));
  return [
    ...foldersUpTo(spec),
    ...above.filter((folder, nth) => nth < inside || MANAGED.some((name) => existsSync(path.join(folder, name)))),
  ];
}

/** @param folders absolute, the likeliest first */
export function pythonEnvironments(
  folders: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): PythonEnvironment[] {
  const inside = platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const beside = folders.flatMap((folder) => BESIDE.map((name) => path.join(folder, name)));
  const kept = folders.flatMap((folder) => [...ofPoetry(folder, env, platform), ...ofPipenv(folder, env, platform)]);
  // What a terminal has activated is the person's own word.
  const active = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].filter((folder) => folder !== undefined && folder !== '');
  return [...beside, ...kept, ...(active as string[])]
    .map((folder) => ({ folder, program: path.join(folder, ...inside) }))
    .filter(({ folder, program }) => existsSync(program) || existsSync(path.join(folder, 'pyvenv.cfg')));
}

/** `orders-Gx7aQw3f-py3.12`: the folder's hash is in the name. Source: Poetry, `EnvManager.generate_env_name`. */
function ofPoetry(folder: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (!smallFile(path.join(folder, 'pyproject.toml'))?.includes('poetry')) return [];
  const place = poetryFolder(folder, env, platform);
  if (place === undefined) return [];
  let real = folder;
  try {
    real = realpathSync(folder);
  } catch {
    // As it is written.
  }
  const hash = createHash('sha256')
    .update(platform === 'win32' ? real.toLowerCase() : real)
    .digest('base64url')
    .slice(0, 8);
  return listed(place)
    .filter((name) => name.includes(`-${hash}-py`))
    .map((name) => path.join(place, name));
}

function poetryFolder(folder: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const said = env['POETRY_VIRTUALENVS_PATH'] ?? configured(path.join(folder, 'poetry.toml'));
  if (said !== undefined) return path.resolve(folder, said);
  const home = homeFolder(env);
  if (home === undefined) return undefined;
  const [config, cache] = {
    darwin: ['Library/Application Support/pypoetry', 'Library/Caches/pypoetry'],
    win32: ['AppData/Roaming/pypoetry', 'AppData/Local/pypoetry/Cache'],
    other: ['.config/pypoetry', '.cache/pypoetry'],
  }[platform === 'darwin' || platform === 'win32' ? platform : 'other'] as [string, string];
  const own = configured(path.join(home, config, 'config.toml'));
  return own ?? path.join(env['POETRY_CACHE_DIR'] ?? path.join(home, cache), 'virtualenvs');
}

/** `path` of the section `[virtualenvs]`, where it says a place of its own. */
function configured(file: string): string | undefined {
  const [, section = ''] = /^\s*\[virtualenvs\]\s*$([^[]*)/m.exec(smallFile(file) ?? '') ?? [];
  const [, said] = /^\s*path\s*=\s*["']([^"'{]+)["']/m.exec(section) ?? [];
  return said;
}

/** Each has a file `.project` with the folder that it is for. */
function ofPipenv(folder: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (!existsSync(path.join(folder, 'Pipfile'))) return [];
  const home = homeFolder(env);
  const usual = home && path.join(home, platform === 'win32' ? '.virtualenvs' : '.local/share/virtualenvs');
  const place = env['WORKON_HOME'] ?? usual;
  if (place === undefined) return [];
  return listed(place)
    .map((name) => path.join(place, name))
    .filter((each) => smallFile(path.join(each, '.project'))?.trim() === folder);
}
