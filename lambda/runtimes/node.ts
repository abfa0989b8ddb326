/** Node.js handlers: JavaScript runs as it is; TypeScript, and what a bundler deploys, is bundled first. */
import path from 'node:path';
import { node } from '../../core/handlers/node';
import { couldNotStart } from '../failure';
import { chosenExecutable } from '../../processes/findExecutable';
import { insideFile } from '../../processes/spawnUserCode';
import type { FunctionSpec } from '../lambda';
import { sourceFiles } from '../sourceStamp';
import { lateCertificates } from './extraCertificates';
import { linkedPackages } from './linkedPackages';
import { lambdaFlags } from './nodeFlags';
import { chosenNode, nearestNode, nodeDiffers } from './nodeProgram';
import type { Runtime } from './runtime';

export const nodeRuntime: Runtime = {
  // First: what a template preloads may already call AWS.
  preloadVariables(preload, bootstrapDir, { NODE_OPTIONS: own }) {
    const first = `--require ${quoted(path.join(bootstrapDir, `${preload}.cjs`))}`;
    return { NODE_OPTIONS: own ? `${first} ${own}` : first };
  },

  async prepare(spec, context) {
    const { chosen } = context;
    const own = chosen ? chosenExecutable(chosen, spec.projectDir) : undefined;
    if (chosen && !own) {
      return couldNotStart('Runtime.InvalidEntrypoint', `${chosen} could not be started: the program does not exist.`);
    }
    const isSource =
      spec.isBundled ??
      (node.sourceEndings.some((ending) => spec.file.endsWith(ending)) || context.modules?.().needsBundler(spec.file));
    const [program, bundled] = await Promise.all([
      own ? chosenNode(own, spec) : nearestNode(spec),
      isSource ? context.bundler().bundle(spec, context.mounts, context.infoOnce) : undefined,
    ]);
    if (own && !program.version) {
      return couldNotStart(
        'Runtime.InvalidEntrypoint',
        `${chosen} is another program than Node.js: it does not tell a version of Node.js when it is asked with --version. Choose Node.js with --node PROGRAM (in VS Code: stepwise.lambda.nodePath).`,
      );
    }
    if (bundled && 'reason' in bundled) return bundled;
    const differs = chosen ? undefined : nodeDiffers(spec.runtime, program.version);
    if (differs !== undefined) context.infoOnce(differs);
    // What a template preloads runs before any file of ours, and may have breakpoints.
    const waitsAtOnce = context.debug && spec.environment['NODE_OPTIONS'] !== undefined;
    const settings = {
      file: bundled?.file ?? spec.file,
      exportName: spec.exportName,
      codeDir: spec.codeDir,
      rootDirs: spec.rootDirs,
      sdkDirs: sdkDirs(spec),
      mounts: context.mounts,
      suppliedDir: context.suppliedDir,
      sourceMaps: bundled !== undefined || spec.sourceFile !== undefined,
      lifeline: insideFile('lifeline.cjs'),
      debug: context.debug,
      waitsForDebugger: context.debug && !waitsAtOnce,
      guarded: context.target.kind !== 'aws',
      runtime: spec.runtime,
      standstillFile: context.standstillFile,
    };
    return {
      command: program.file ?? process.execPath,
      args: [
        ...lambdaFlags(spec.runtime, program.version, spec.environment['NODE_OPTIONS']),
        ...(waitsAtOnce ? ['--inspect-brk=127.0.0.1:0'] : []),
        path.join(context.bootstrapDir, 'node.cjs'),
        JSON.stringify(settings),
      ],
      // An editor's own runtime is Electron, which is Node when told so.
      env: {
        ...(program.file ? undefined : { ELECTRON_RUN_AS_NODE: '1' }),
        ...lateCertificates(
          spec.environment['NODE_EXTRA_CA_CERTS'] ?? process.env['NODE_EXTRA_CA_CERTS'],
          program.version,
        ),
      },
      sources: bundled?.inputs ?? sourceFiles(spec, [...node.runnableEndings, '.json'], context.mounts),
      outFiles: bundled ? [bundled.file] : [],
      beside: context.debug
        ? [...(spec.rootDirs ?? []), ...(context.mounts ?? []).map(({ dir }) => dir), ...linkedPackages(spec)]
        : [],
      // Its own options Node.js would have to read anew.
      mayBeBlank: !context.debug && spec.environment['NODE_OPTIONS'] === undefined,
      ...(context.debug && { debugger: 'inspector' as const }),
    };
  },
};

/** As Node.js reads its NODE_OPTIONS: blanks inside quotes, a backslash before a quote or a backslash. */
function quoted(file: string): string {
  return `"${file.replace(/[\\"]/g, '\\$&')}"`;
}

/** Where packages that Lambda supplies may lie, nearest first. */
export function sdkDirs(spec: FunctionSpec): string[] {
  return [...new Set([path.dirname(spec.file), spec.codeDir, spec.projectDir])];
}
