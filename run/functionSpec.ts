import path from 'node:path';
import { foreignRuntimeOf, languageOfFile } from '../core/handlers';
import type { FunctionSpec } from '../lambda/lambda';
import { awsRegionOf, filesOnDisk, ownPythonFolders } from '../project';
import type { Project, ProjectFunction } from '../project';
import { fileOfInlineCode } from './inlineCode';
import { unpackedCode } from './unpackedCode';

/** A function of the project as the Lambda host takes it; the sentence of what is missing otherwise. */
export function functionSpec(found: ProjectFunction, project: Project): FunctionSpec | { readonly problem: string } {
  if (found.fault !== undefined) return { problem: found.fault };
  const { name, exportName, runtime, environment, memorySize, layers, rootDirs, isBundled } = found;
  const foreign = runtime === undefined ? undefined : foreignRuntimeOf(runtime);
  const isForeign = foreign !== undefined;
  // Whether its interpreter and AWS's client are on this machine shows where it is started.
  if (found.notRun !== undefined && (!isForeign || foreign === 'provided')) return { problem: found.notRun };
  let { codeDir, file } = found;
  const { packedIn } = file === undefined ? found : {};
  let sourceFile: string | undefined;
  if (file === undefined && found.inline) {
    const code = fileOfInlineCode(found.inline, runtime);
    if ('problem' in code) return code;
    ({ file, sourceFile } = code);
    codeDir = path.dirname(file);
  }
  if (packedIn !== undefined) {
    const code = unpackedCode({ ...found, packedIn });
    if ('problem' in code) return code;
    ({ codeDir, file } = code);
  }
  if (isForeign) file ??= codeDir;
  if (file === undefined) return { problem: found.problem ?? `The function ${name} has no source file.` };
  const ownPackages = languageOfFile(file) === 'python' ? packagesOf(found, codeDir) : [];
  return {
    name,
    codeDir,
    ...(ownPackages.length > 0 && { ownPackages }),
    ...(rootDirs && { rootDirs }),
    ...(isBundled && { isBundled }),
    file,
    sourceFile,
    ...(packedIn !== undefined && { packedIn }),
    exportName: exportName ?? 'handler',
    ...(isForeign && { handler: found.handler, names: found.names }),
    runtime,
    environment,
    timeoutSeconds: found.timeout,
    memorySize,
    ...(layers?.length && { layers }),
    projectDir: project.root,
    region: awsRegionOf(found, project),
    ...found.configuration,
  };
}

const packages = new WeakMap<ProjectFunction, readonly string[]>();

/** Each call of a function asks for it. */
function packagesOf(found: ProjectFunction, codeDir: string): readonly string[] {
  const known = packages.get(found) ?? ownPythonFolders(codeDir, filesOnDisk());
  packages.set(found, known);
  return known;
}

/** Whether a function has code that this machine has a runtime for. */
export function isRunHere({ fault, notRun, file, inline, packedIn }: ProjectFunction): boolean {
  const hasCode = file !== undefined || inline !== undefined || packedIn !== undefined;
  return fault === undefined && notRun === undefined && hasCode;
}
