/** Custom runtimes: the function is an executable, run as it is. Source: Lambda, "Building a custom runtime for AWS Lambda". */
import { statSync } from 'node:fs';
import path from 'node:path';
import { buildOf, builtBootstrap } from '../../processes/builtProgram';
import { executableProblem, shellOptions } from '../../processes/executableFormat';
import { findExecutable } from '../../processes/findExecutable';
import { sourceFiles } from '../sourceStamp';
import { builtOf, foreignLaunch, notStarted } from './foreign';
import type { Runtime } from './runtime';

/** What an executable is built from. */
const SOURCES = ['.go', '.rs', '.c', '.cc', '.cpp', '.h', '.zig', '.swift', '.cs', '.java', '.kt'];
/** What a script reads besides itself. */
const READ = ['.sh', '.json'];

export const providedRuntime: Runtime = {
  async prepare(spec, context) {
    const built = builtOf(spec);
    const build = buildOf(built);
    const file = builtBootstrap(built, spec.runtime ?? '', spec.handler);
    if (file === undefined) {
      const how = build ? `Build it: run "${build.command}" in ${build.folder}.` : `Put it there.`;
      return notStarted(spec, `There is no executable called bootstrap in ${spec.codeDir}. ${how}`);
    }
    const problem = executableProblem(file);
    if (problem !== undefined) return notStarted(spec, problem);
    const written = build ? sourceFiles(spec, SOURCES) : [];
    const newer = written.find((source) => SOURCES.includes(path.extname(source)) && isNewer(source, file));
    if (newer !== undefined) {
      const [shown, than] = [newer, file].map((each) => path.relative(spec.projectDir, each));
      context.info(
        `${than} is older than ${shown}. To run the newer code, run "${build?.command}" in ${build?.folder}.`,
      );
    }
    return foreignLaunch(
      { ...startOf(file), folder: path.dirname(file), sources: [file, ...sourceFiles(spec, READ)] },
      context,
    );
  },
};

/** `/bin/sh` of Lambda's systems is Bash, which AWS's own example of a bootstrap needs (`pipefail`, `source`); here it may be another. */
function startOf(file: string): { readonly command: string; readonly args?: readonly string[] } {
  const options = shellOptions(file);
  const bash = options && findExecutable('bash');
  return bash === undefined ? { command: file } : { command: bash, args: ['--posix', ...options!, file] };
}

function isNewer(file: string, than: string): boolean {
  const [written, built] = [file, than].map((each) => statSync(each, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return written! > built!;
}
