/** Python handlers, run by the user's own Python: the project's virtual environment, else the one on PATH. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { python } from '../../core/handlers/python';
import { couldNotStart } from '../failure';
import { askProgram } from '../../processes/askProgram';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import type { FunctionSpec } from '../lambda';
import { sourceFiles } from '../sourceStamp';
import type { Runtime } from './runtime';

/** The oldest that the bootstrap runs on. */
const OLDEST: readonly [number, number] = [3, 9];

export const pythonRuntime: Runtime = {
  guardVariables(bootstrapDir, { PYTHONPATH: own }) {
    return { PYTHONPATH: [path.join(bootstrapDir, 'site'), ...(own ? [own] : [])].join(path.delimiter) };
  },

  async prepare(spec, context) {
    const interpreter = await findPython(spec, context.chosen);
    if (typeof interpreter === 'string') return couldNotStart('Runtime.InvalidEntrypoint', interpreter);
    const debug = context.debug && (interpreter.debugpy || context.debugpyDir !== undefined);
    if (context.debug && !debug) {
      context.info(
        `This runs without a debugger, because debugpy is not installed. To install it: ${interpreter.file} -m pip install debugpy`,
      );
    }
    const settings = {
      file: spec.file,
      sourceFile: spec.sourceFile,
      exportName: spec.exportName,
      codeDir: spec.codeDir,
      sdkDirs: [],
      mounts: context.mounts,
      debug,
      debugpyDir: interpreter.debugpy ? undefined : context.debugpyDir,
      guarded: context.target.kind !== 'aws',
      standstillFile: context.standstillFile,
    };
    return {
      command: interpreter.file,
      args: [
        // Frozen modules hide lines from a debugger (debugpy's own advice).
        ...(debug && interpreter.version[1] >= 11 ? ['-X', 'frozen_modules=off'] : []),
        path.join(context.bootstrapDir, 'python.py'),
        JSON.stringify(settings),
      ],
      env: { PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
      sources: await sourceFiles(spec, [...python.runnableEndings, '.json'], context.mounts),
      outFiles: [],
      ...(debug && { debugger: 'debugpy' as const }),
    };
  },
};

export interface Python {
  /** The interpreter itself: version managers' shims cost more than the start. */
  readonly file: string;
  readonly version: readonly [number, number];
  readonly debugpy: boolean;
}

/** Python that fits, or the sentence that says what to install. Asked once per candidate. */
export async function findPython(
  spec: Pick<FunctionSpec, 'name' | 'codeDir' | 'projectDir'>,
  chosen: string | undefined,
): Promise<Python | string> {
  let old: string | undefined;
  for (const { command, args = [] } of candidates(spec, chosen)) {
    if (!command) continue;
    const python = await probe(command, args, spec.codeDir);
    if (!python) continue;
    const [major, minor] = python.version;
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return python;
    old ??= `${command} is Python ${major}.${minor}`;
  }
  const found = old ?? (chosen ? `${chosen} could not be started` : 'none was found in .venv, venv or on PATH');
  return `${spec.name} needs Python ${OLDEST.join('.')} or newer: ${found}. Install it from https://www.python.org/downloads/, or choose an interpreter in the settings.`;
}

interface Candidate {
  readonly command: string | undefined;
  readonly args?: readonly string[];
}

function candidates(spec: Pick<FunctionSpec, 'codeDir' | 'projectDir'>, chosen: string | undefined): Candidate[] {
  if (chosen) return [{ command: chosenExecutable(chosen, spec.projectDir) }];
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const environments = [spec.codeDir, spec.projectDir]
    .flatMap((dir) => ['.venv', 'venv'].map((name) => path.join(dir, name, ...inside)))
    .filter((file) => existsSync(file));
  return [
    ...environments.map((command) => ({ command })),
    { command: findExecutable('python3') },
    { command: findExecutable('python') },
    ...(process.platform === 'win32' ? [{ command: findExecutable('py'), args: ['-3'] }] : []),
  ];
}

const probed = new Map<string, Promise<Python | undefined>>();

const QUESTION =
  'import sys, importlib.util as u; print(sys.executable); print(*sys.version_info[:2]); print(u.find_spec("debugpy") is not None)';

/** Undefined: it does not run (such as the stub that Windows puts where no Python is installed). */
function probe(command: string, args: readonly string[], cwd: string): Promise<Python | undefined> {
  const key = [command, ...args].join('\0');
  const known = probed.get(key);
  if (known) return known;
  const question = { command, args: [...args, '-c', QUESTION], cwd, timeoutMs: 10_000 };
  const asking = askProgram(question).then((said): Python | undefined => {
    const [file = '', version = '', debugpy = ''] = said?.split(/\r?\n/) ?? [];
    const [major = 0, minor = 0] = version.split(' ').map(Number);
    return file ? { file, version: [major, minor], debugpy: debugpy === 'True' } : undefined;
  });
  probed.set(key, asking);
  // A Python installed, or debugpy added, meanwhile is seen at the next start.
  void asking.then((python) => (!python || !python.debugpy) && probed.delete(key));
  return asking;
}
