/** Python handlers, run by the user's own Python: the project's virtual environment, else the one on PATH. */
import path from 'node:path';
import { python } from '../../core/handlers/python';
import { shellCommand } from '../../processes/shell';
import { couldNotStart } from '../failure';
import { pythonFolder } from '../suppliedFolder';
import { sourceFiles } from '../sourceStamp';
import { findPython, hasDebugpy, pythonDiffers } from './pythonProgram';
import type { Runtime } from './runtime';

export const pythonRuntime: Runtime = {
  preloadVariables(_preload, bootstrapDir, { PYTHONPATH: own }) {
    return { PYTHONPATH: [path.join(bootstrapDir, 'site'), ...(own ? [own] : [])].join(path.delimiter) };
  },

  async prepare(spec, context) {
    const interpreter = await findPython(spec, context.chosen);
    if (typeof interpreter === 'string') return couldNotStart('Runtime.InvalidEntrypoint', interpreter);
    const said = context.chosen ? [] : [pythonDiffers(spec.runtime, interpreter), interpreter.problem];
    for (const text of said) if (text !== undefined) context.infoOnce(text);
    const ownDebugpy = context.debug && (await hasDebugpy(interpreter, spec.codeDir));
    const debug = context.debug && (ownDebugpy || context.debugpyDir !== undefined);
    if (context.debug && !debug) {
      context.withoutDebugger(shellCommand([interpreter.file, '-m', 'pip', 'install', 'debugpy']));
    }
    const settings = {
      file: spec.file,
      sourceFile: spec.sourceFile,
      exportName: spec.exportName,
      codeDir: spec.codeDir,
      // Behind all that the project has.
      sdkDirs: [
        ...(spec.ownPackages ?? []),
        ...(context.suppliedDir === undefined
          ? []
          : [pythonFolder(context.suppliedDir, interpreter.version.join('.'))]),
      ],
      mounts: context.mounts,
      debug,
      debugpyDir: ownDebugpy ? undefined : context.debugpyDir,
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
      sources: sourceFiles(spec, [...python.runnableEndings, '.json'], context.mounts),
      outFiles: [],
      beside: [...(context.mounts?.map(({ dir }) => dir) ?? []), ...(spec.ownPackages ?? [])],
      ...(debug && { debugger: 'debugpy' as const }),
    };
  },
};
