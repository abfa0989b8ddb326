/** How much of a project has to do with one function. */
import type { Project, ProjectFunction, SourcePlace } from './project';
import { NO_STACK, stackOf } from './stackOf';

/** What is wrong that has to do with it: not what is told at the places of other functions, and of machines. */
export function problemsConcerning(found: ProjectFunction, project: Project): Project['problems'] {
  const isAt = ({ source }: { readonly source?: SourcePlace }, place: SourcePlace): boolean =>
    source?.file === place.file && source.line === place.line;
  const others = [...project.functions, ...project.machines];
  return project.problems.filter(
    ({ place }) => !place || isAt(found, place) || !others.some((other) => isAt(other, place)),
  );
}

/** The stack that declares it; of what no stack declares, whatever is near to its file. */
export function concerning(found: ProjectFunction, project: Project): Project {
  const stack = stackOf(found, project);
  if (stack !== NO_STACK) return project.of?.(new Set([stack])) ?? project;
  return project.near?.({ file: found.file ?? found.source.file }) ?? project;
}
