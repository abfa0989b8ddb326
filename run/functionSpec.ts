import type { FunctionSpec } from '../lambda/lambda';
import type { Project, ProjectFunction } from '../project';

/** A function of the project as the Lambda host takes it; the sentence of what is missing otherwise. */
export function functionSpec(found: ProjectFunction, project: Project): FunctionSpec | { readonly problem: string } {
  if (found.fault !== undefined) return { problem: found.fault };
  const { name, codeDir, file, exportName, runtime, environment, memorySize } = found;
  if (file === undefined) return { problem: found.problem ?? `The function ${name} has no source file.` };
  return {
    name,
    codeDir,
    file,
    exportName: exportName ?? 'handler',
    runtime,
    environment,
    timeoutSeconds: found.timeout,
    memorySize,
    projectDir: project.root,
  };
}
