/** Which stack declares a function or machine. */
import type { Project, ProjectFunction, ProjectMachine } from './project';

/** Stands for what no deployment file describes. */
export const NO_STACK = '.';

/** AWS's region that a function or machine is deployed to; undefined where nothing says so. */
export function awsRegionOf(found: Parameters<typeof stackOf>[0], project: WithStacks): string | undefined {
  return regionOfStack(stackOf(found, project), project.near?.({ file: found.source.file }) ?? project);
}

/** As {@link awsRegionOf}. @param id of the stack */
export function regionOfStack(id: string | undefined, { stacks = [] }: WithStacks): string | undefined {
  return stacks.find((stack) => stack.id === id)?.region;
}

/** What a function or machine may be declared by. */
export type WithStacks = Partial<Pick<Project, 'stacks' | 'near'>>;

/** @returns the {@link Stack.id} of what declares it, or {@link NO_STACK}; most of the project need not be read for it */
export function stackOf(
  { stack, source }: Pick<ProjectFunction | ProjectMachine, 'stack' | 'source'>,
  project: WithStacks,
): string {
  if (stack !== undefined) return stack;
  const { stacks = [] } = project.near?.({ file: source.file }) ?? project;
  return stacks.find(({ files }) => files.includes(source.file))?.id ?? NO_STACK;
}
