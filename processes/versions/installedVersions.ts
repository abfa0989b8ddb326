/** The interpreters that version managers keep below a person's home folder: listed, not started. */
import path from 'node:path';
import { homeFolder, listed } from './listed';
import { byAge, versionOf, type Version } from './version';

export type Interpreter = 'node' | 'python';

export interface Installed {
  /** Absolute. */
  readonly file: string;
  readonly version: Version;
}

/** One manager's folder of versions: a variable of its own names its root, else it is below the home folder, or absolute. */
interface Manager {
  readonly variable?: string;
  readonly roots: readonly string[];
  readonly versions: string;
  /** Below the folder of one version. */
  readonly program: string;
}

const IN_BIN = { node: 'bin/node', python: 'bin/python3' };

const MANAGERS: { readonly [name in Interpreter]: readonly Manager[] } = {
  node: [
    { variable: 'NVM_DIR', roots: ['.nvm', '.config/nvm'], versions: 'versions/node', program: IN_BIN.node },
    {
      variable: 'FNM_DIR',
      roots: ['.local/share/fnm', '.fnm', 'Library/Application Support/fnm'],
      versions: 'node-versions',
      program: 'installation/bin/node',
    },
    { variable: 'ASDF_DATA_DIR', roots: ['.asdf'], versions: 'installs/nodejs', program: IN_BIN.node },
    { variable: 'MISE_DATA_DIR', roots: ['.local/share/mise'], versions: 'installs/node', program: IN_BIN.node },
    { variable: 'VOLTA_HOME', roots: ['.volta'], versions: 'tools/image/node', program: IN_BIN.node },
    { variable: 'N_PREFIX', roots: ['n', '/usr/local'], versions: 'n/versions/node', program: IN_BIN.node },
    { roots: ['/opt/homebrew/opt', '/usr/local/opt'], versions: '', program: IN_BIN.node },
  ],
  python: [
    { variable: 'PYENV_ROOT', roots: ['.pyenv'], versions: 'versions', program: IN_BIN.python },
    {
      variable: 'UV_PYTHON_INSTALL_DIR',
      roots: ['.local/share/uv/python'],
      versions: '',
      program: IN_BIN.python,
    },
    { variable: 'ASDF_DATA_DIR', roots: ['.asdf'], versions: 'installs/python', program: IN_BIN.python },
    { variable: 'MISE_DATA_DIR', roots: ['.local/share/mise'], versions: 'installs/python', program: IN_BIN.python },
  ],
};

const ON_WINDOWS: typeof MANAGERS = {
  node: [
    { variable: 'NVM_HOME', roots: ['AppData/Roaming/nvm'], versions: '', program: 'node.exe' },
    {
      variable: 'FNM_DIR',
      roots: ['AppData/Roaming/fnm'],
      versions: 'node-versions',
      program: 'installation/node.exe',
    },
    { variable: 'VOLTA_HOME', roots: ['AppData/Local/Volta'], versions: 'tools/image/node', program: 'node.exe' },
  ],
  python: [
    { variable: 'PYENV_ROOT', roots: ['.pyenv/pyenv-win'], versions: 'versions', program: 'python.exe' },
    {
      variable: 'UV_PYTHON_INSTALL_DIR',
      roots: ['AppData/Roaming/uv/python'],
      versions: '',
      program: 'python.exe',
    },
    { roots: ['AppData/Local/Programs/Python'], versions: '', program: 'python.exe' },
  ],
};

/**
 * What a version's folder may be called before its numbers: Homebrew's `node@22`, uv's `cpython-3.12.3-linux-…`; `Python312` of
 * Python's installer for Windows.
 */
const NAMES: { readonly [name in Interpreter]: RegExp } = {
  node: /^(?:node@)?(v?\d+(?:\.\d+)*)$/,
  python: /^(?:cpython-)?(\d+\.\d+(?:\.\d+)?)(?:-|$)/,
};
const JOINED = /^Python(\d)(\d+)(?=-|$)/;

/** Newest first; a folder is listed, and whether the program in it starts is for who takes it to see. */
export function installedVersions(
  name: Interpreter,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Installed[] {
  const managers = (platform === 'win32' ? ON_WINDOWS : MANAGERS)[name];
  return managers
    .flatMap((manager) =>
      rootsOf(manager, env)
        .map((root) => path.join(root, manager.versions))
        .flatMap((folder) => listed(folder).map((entry) => ({ folder, entry, program: manager.program }))),
    )
    .flatMap(({ folder, entry, program }): Installed[] => {
      const version = versionOf(NAMES[name].exec(entry.replace(JOINED, '$1.$2'))?.[1] ?? '');
      return version ? [{ file: path.join(folder, entry, ...program.split('/')), version }] : [];
    })
    .sort((left, right) => byAge(left.version, right.version));
}

function rootsOf({ variable, roots }: Manager, env: NodeJS.ProcessEnv): string[] {
  const said = variable === undefined ? undefined : env[variable];
  if (said !== undefined && path.isAbsolute(said)) return [said];
  const home = homeFolder(env);
  return roots
    .filter((root) => path.isAbsolute(root) || home !== undefined)
    .map((root) => path.resolve(home ?? path.sep, root));
}
