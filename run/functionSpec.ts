import path from 'node:path';
import { foreignRuntimeOf } from '../core/handlers';
import type { FunctionSpec } from '../lambda/lambda';
import { awsRegionOf } from '../project';
import type { Project, ProjectFunction } from '../project';
import { fileOfInlineCode } from './inlineCode';

/** A function of the project as the Lambda host takes it; the sentence of what is missing otherwise. */
export function functionSpec(found: ProjectFunction, project: Project): FunctionSpec | { readonly problem: string } {
  if (found.fault !== undefined) return { problem: found.fault };
  const { name, exportName, runtime, environment, memorySize, layers, rootDirs, isBundled } = found;
  const foreign = runtime === undefined ? undefined : foreignRuntimeOf(runtime);
  const isForeign = foreign !== undefined;
  // Whether its interpreter and AWS's client are on this machine shows where it is started.
  if (found.notRun !== undefined && (!isForeign || foreign === 'provided')) return { problem: found.notRun };
  let { codeDir, file } = found;
  let sourceFile: string | undefined;
  if (file === undefined && found.inline) {
    const code = fileOfInlineCode(found.inline, runtime);
    if ('problem' in code) return code;
    ({ file, sourceFile } = code);
    codeDir = path.dirname(file);
  }
  if (isForeign) file ??= codeDir;
  if (file === undefined) return { problem: found.problem ?? `The function ${name} has no source file.` };
  return {
    name,
    codeDir,
    ...(rootDirs && { rootDirs }),
    ...(isBundled && { isBundled }),
    file,
    sourceFile,
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

/** Whether a function has code that this machine has a runtime for. */
export function isRunHere({ fault, notRun, file, inline }: ProjectFunction): boolean {
  return fault === undefined && notRun === undefined && (file !== undefined || inline !== undefined);
}
