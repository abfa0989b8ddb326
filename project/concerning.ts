/** How much of a project has to do with one function. */
import type { Project, ProjectFunction } from './project';
import { NO_STACK, stackOf } from './stackOf';

/** The stack that declares it; of what no stack declares, whatever is near to its file. */
export function concerning(found: ProjectFunction, project: Project): Project {
  const stack = stackOf(found, project);
  if (stack !== NO_STACK) return project.of?.(new Set([stack])) ?? project;
  return project.near?.({ file: found.file ?? found.source.file }) ?? project;
}
