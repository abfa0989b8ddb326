/** Which stack declares a function or machine. */
import type { Project, ProjectFunction, ProjectMachine } from './project';

/** Stands for what no deployment file describes. */
export const NO_STACK = '.';

/** @returns the {@link Stack.id} of what declares it, or {@link NO_STACK} */
export function stackOf(
  { stack, source }: Pick<ProjectFunction | ProjectMachine, 'stack' | 'source'>,
  { stacks }: Pick<Project, 'stacks'>,
): string {
  return stack ?? stacks.find(({ files }) => files.includes(source.file))?.id ?? NO_STACK;
}
