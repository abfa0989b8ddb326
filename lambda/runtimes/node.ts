/** Node.js handlers: JavaScript runs as it is, TypeScript is bundled first. */
import path from 'node:path';
import { couldNotStart } from '../failure';
import { chosenExecutable, findExecutable } from '../../processes/findExecutable';
import { insideFile } from '../../processes/spawnUserCode';
import type { FunctionSpec } from '../lambda';
import { sourceFiles } from '../sourceStamp';
import type { Runtime } from './runtime';

export const nodeRuntime: Runtime = {
  prefix: 'nodejs',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  defaultName: 'nodejs20.x',

  async prepare(spec, context) {
    const found = context.node ? chosenExecutable(context.node, spec.projectDir) : findExecutable('node');
    if (context.node && !found) {
      return couldNotStart(
        'Runtime.InvalidEntrypoint',
        `${context.node} could not be started: the program does not exist.`,
      );
    }
    const bundled = /\.([mc]?ts|[tj]sx)$/.test(spec.file) ? await context.bundler().bundle(spec) : undefined;
    if (bundled && 'reason' in bundled) return bundled;
    const settings = {
      file: bundled?.file ?? spec.file,
      exportName: spec.exportName,
      codeDir: spec.codeDir,
      sdkDirs: sdkDirs(spec),
      sourceMaps: bundled !== undefined,
      lifeline: insideFile('lifeline.cjs'),
      debug: context.debug,
      guarded: context.target.kind !== 'aws',
      runtime: spec.runtime,
    };
    return {
      command: found ?? process.execPath,
      args: [
        ...(context.debug ? ['--inspect-brk=127.0.0.1:0'] : []),
        path.join(context.bootstrapDir, 'node.cjs'),
        JSON.stringify(settings),
      ],
      // An editor's own runtime is Electron, which is Node when told so.
      env: found ? NO_VARIABLES : { ELECTRON_RUN_AS_NODE: '1' },
      sources: bundled?.inputs ?? (await sourceFiles(spec, ['.js', '.mjs', '.cjs', '.json'])),
      outFiles: bundled ? [bundled.file] : [],
      ...(context.debug && { debugger: 'inspector' as const }),
    };
  },
};

const NO_VARIABLES: { readonly [name: string]: string } = {};

/** Where packages that Lambda supplies may lie, nearest first. */
export function sdkDirs(spec: FunctionSpec): string[] {
  return [...new Set([path.dirname(spec.file), spec.codeDir, spec.projectDir])];
}
