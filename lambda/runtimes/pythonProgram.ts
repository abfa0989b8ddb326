/** Which Python runs a function: the project's environment, else the nearest to its Runtime. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { askProgram } from '../../processes/askProgram';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import { installedVersions } from '../../processes/versions/installedVersions';
import { listed } from '../../processes/versions/listed';
import { namedPython } from '../../processes/versions/namedPython';
import { pinnedVersion } from '../../processes/versions/pinnedVersion';
import { pythonEnvironments, pythonFolders, type PythonEnvironment } from '../../processes/versions/pythonEnvironments';
import { isOne, versionOf, type Version } from '../../processes/versions/version';
import type { FunctionSpec } from '../lambda';

/** The oldest that the bootstrap runs on. */
const OLDEST = [3, 9] as const;

export interface Python {
  /** The interpreter itself: version managers' shims cost more than the start. */
  readonly file: string;
  readonly version: readonly [number, number];
  /** The environment that it is of. Absolute. */
  readonly environment?: string;
  /** What is wrong with an environment of the project, as a sentence. */
  readonly problem?: string;
}

type Wanting = Pick<FunctionSpec, 'name' | 'codeDir' | 'projectDir' | 'runtime'>;

/** Python that fits, or the sentence that says what to install. A candidate whose file tells its version is not started for it. */
export async function findPython(spec: Wanting, chosen: string | undefined): Promise<Python | string> {
  const wanted = lineOf(spec.runtime) ?? pinnedVersion('python', spec.codeDir)?.slice(0, 2);
  const environments = chosen ? [] : pythonEnvironments(pythonFolders(spec));
  const search = new Search(spec.codeDir, wanted);
  if (chosen) await search.take({ command: chosenExecutable(chosen, spec.projectDir) });
  else {
    const ofProject = await search.firstOf(environments.map((each) => ({ command: each.program, of: each })));
    if (!ofProject) await search.elsewhere();
  }
  const found = search.best;
  if (found) {
    const broken = environments.find(({ program }) => findExecutable(program) === undefined);
    return broken && found.environment === undefined ? { ...found, problem: gone(broken, spec) } : found;
  }
  const isThere = chosen !== undefined && chosenExecutable(chosen, spec.projectDir) !== undefined;
  const failed = isThere ? `${chosen} does not answer as Python does` : `${chosen} could not be started`;
  const why = search.old ?? (chosen ? failed : 'none was found in .venv, venv or on PATH');
  return `${spec.name} needs Python ${OLDEST.join('.')} or newer: ${why}. Install it from https://www.python.org/downloads/, or choose an interpreter in the settings.`;
}

function isTooOld([major = 0, minor = 0]: Version): boolean {
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

/** What is to be said where a function does not run on the Python of its Runtime. */
export function pythonDiffers(runtime: string | undefined, { version, environment }: Python): string | undefined {
  const line = lineOf(runtime);
  const wanted = line?.join('.');
  const has = version.join('.');
  if (line === undefined || wanted === has) return undefined;
  if (isTooOld(line))
    return `Runs on Python ${has}, because Stepwise runs handlers on Python ${OLDEST.join('.')} or newer; the Runtime is ${runtime}.`;
  return environment === undefined
    ? `Runs on Python ${has}, because no Python ${wanted} was found for the Runtime ${runtime}. Install that one, or choose it with --python PROGRAM (in VS Code: stepwise.lambda.pythonPath).`
    : `Runs on Python ${has}, because that is the Python of ${environment}; the Runtime is ${runtime}. Make the environment with Python ${wanted} to run what AWS runs.`;
}

/** `python3.12` is `[3, 12]`. */
function lineOf(runtime: string | undefined): Version | undefined {
  return versionOf(/^python(\d+\.\d+)/.exec(runtime ?? '')?.[1] ?? '');
}

function gone({ folder, program }: PythonEnvironment, { projectDir }: Wanting): string {
  const shown = path.relative(projectDir, folder) || folder;
  return `The packages of ${shown} are not used, because its Python does not start: ${program}. Make the environment anew.`;
}

interface Candidate {
  readonly command: string | undefined;
  readonly args?: readonly string[];
  readonly of?: PythonEnvironment;
}

/** Goes through candidates until one is of the version that is wanted; any other that runs is the next best, the first first. */
class Search {
  best: Python | undefined;
  old: string | undefined;

  constructor(
    private readonly cwd: string,
    private readonly wanted: Version | undefined,
  ) {}

  /** @returns whether none better need be looked for */
  async take({ command, args = [], of }: Candidate): Promise<boolean> {
    if (command === undefined) return false;
    const python = await probe(command, args, this.cwd);
    if (!python) return false;
    if (isTooOld(python.version)) {
      this.old ??= `${command} is Python ${python.version.join('.')}`;
      return false;
    }
    const fits = this.wanted === undefined || isOne(python.version, this.wanted);
    if (!this.best || fits) {
      const environment = of && { environment: of.folder, problem: otherPackages(of, python.version) };
      this.best = { ...python, ...environment };
    }
    return fits;
  }

  /** @returns whether there is one at all */
  async firstOf(candidates: readonly Candidate[]): Promise<boolean> {
    for (const candidate of candidates) if (await this.take(candidate)) break;
    return this.best !== undefined;
  }

  /** On the PATH, and where version managers keep them. */
  async elsewhere(): Promise<void> {
    const { wanted } = this;
    const onPath = ['python3', 'python'].map((name): Candidate => ({ command: findExecutable(name) }));
    if (!isNamedOther(onPath[0]!.command, wanted) && (await this.take(onPath[0]!))) return;
    if (wanted) {
      const named: Candidate = { command: findExecutable(`python${wanted.join('.')}`) };
      const installed = installedVersions('python').filter(({ version }) => isOne(version, wanted));
      const kept = installed.map(({ file }): Candidate => ({ command: findExecutable(file) }));
      const launcher: Candidate = { command: windowsLauncher(), args: [`-${wanted.join('.')}`] };
      for (const candidate of [named, ...kept, launcher]) if (await this.take(candidate)) return;
    }
    if (this.best) return;
    const any = installedVersions('python').map(({ file }): Candidate => ({ command: findExecutable(file) }));
    await this.firstOf([...onPath, { command: windowsLauncher(), args: ['-3'] }, ...any.slice(0, 3)]);
  }
}

/** `/usr/bin/python3` is a link to `python3.11`: it need not be started to see that it is not 3.12. */
function isNamedOther(command: string | undefined, wanted: Version | undefined): boolean {
  if (command === undefined || wanted === undefined) return false;
  const [, named] = /[\\/]python(\d+\.\d+)$/.exec(realpathSync(command)) ?? [];
  return named !== undefined && named !== wanted.join('.');
}

function windowsLauncher(): string | undefined {
  return process.platform === 'win32' ? findExecutable('py') : undefined;
}

/** Packages are installed for one version: another finds none of them. */
function otherPackages({ folder }: PythonEnvironment, version: readonly number[]): string | undefined {
  if (process.platform === 'win32') return undefined;
  const libraries = listed(path.join(folder, 'lib')).filter((name) => /^python\d/.test(name));
  const own = `python${version.join('.')}`;
  if (libraries.length === 0 || libraries.includes(own)) return undefined;
  return `The packages of ${folder} are for ${libraries.join(', ')}, and its Python is ${version.join('.')} by now: it finds none of them. Make the environment anew.`;
}

const probed = new Map<string, Promise<Python | undefined>>();

const QUESTION = 'import sys; print(sys.executable); print(*sys.version_info[:2])';

/** Undefined: it does not run (such as the stub that Windows puts where no Python is installed). */
async function probe(command: string, args: readonly string[], cwd: string): Promise<Python | undefined> {
  const named = args.length === 0 ? namedPython(command, cwd) : undefined;
  if (named) return named;
  // What a version manager's script stands for depends on the folder.
  const key = [cwd, command, ...args].join('\0');
  const known = probed.get(key);
  if (known) return known;
  const question = { command, args: [...args, '-c', QUESTION], cwd, timeoutMs: 10_000 };
  const asking = askProgram(question).then((said): Python | undefined => {
    const [file = '', version = ''] = said?.split(/\r?\n/) ?? [];
    const [major = 0, minor = 0] = version.split(' ').map(Number);
    // Another program says other things.
    return file !== '' && major > 0 ? { file, version: [major, minor] } : undefined;
  });
  probed.set(key, asking);
  // One that is installed, or made anew, meanwhile is seen at the next start.
  void asking.then(() => probed.delete(key));
  return asking;
}

const withDebugpy = new Set<string>();

const FIND_DEBUGPY = 'import importlib.util as u; print(u.find_spec("debugpy") is not None)';

/** Whether a Python finds debugpy; one that did not is asked again, since somebody may install it. */
export async function hasDebugpy({ file }: Python, cwd: string): Promise<boolean> {
  if (withDebugpy.has(file)) return true;
  const said = await askProgram({ command: file, args: ['-c', FIND_DEBUGPY], cwd, timeoutMs: 10_000 });
  const has = said?.trim() === 'True';
  if (has) withDebugpy.add(file);
  return has;
}
