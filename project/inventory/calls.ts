/** What the Tasks of a machine call in its project. */
import { phrase } from '../../core/l10n/phrase';
import { hasFiller } from '../../core/values';
import { findFunction, findMachine } from '../findFunction';
import type { Project, ProjectFunction, ProjectMachine } from '../project';
import { stackOf } from '../stackOf';
import type { DefinitionFacts } from './definitionFacts';

export interface Calls {
  readonly targets: readonly (ProjectFunction | ProjectMachine | { readonly service: string })[];
  readonly problems: readonly string[];
}

export function callsOf({ states }: DefinitionFacts, known: ProjectMachine, project: Project): Calls {
  const stack = stackOf(known, project);
  const targets = new Set<ProjectFunction | ProjectMachine>();
  const services = new Set<string>();
  const problems = new Set<string>();
  for (const state of states) {
    const { target } = state;
    if (!target) continue;
    // The whole name is not known: what carries the same filler is meant all the same.
    const isFilled = hasFiller(target.name);
    if (target.kind === 'service' && !isFilled) services.add(target.name);
    if (target.kind === 'machine') {
      const found = findMachine(project, target.name, stack);
      if (found) targets.add(found);
      else if (!isFilled)
        problems.add(
          phrase`The state "${state.name}" starts "${target.name}", but this project has no state machine of that name.`,
        );
    }
    if (target.kind === 'function') {
      const found = findFunction(project, target.name, stack);
      const isNamed = 'function' in found && found.guessedFrom === undefined;
      if (isFilled && !isNamed) continue;
      if ('function' in found) targets.add(found.function);
      const problem = 'function' in found ? guess(state.name, found) : `${state.name}: ${found.problem}`;
      if (problem !== undefined) problems.add(problem);
    }
  }
  return {
    targets: [...targets, ...[...services].map((service) => ({ service }))],
    problems: [...problems],
  };
}

function guess(
  state: string,
  { function: { name }, guessedFrom }: { readonly function: ProjectFunction; readonly guessedFrom?: string },
): string | undefined {
  if (guessedFrom === undefined) return undefined;
  return phrase`The state "${state}" calls "${guessedFrom}". No function has that name; ${name} is taken because only its name, or its folder's, is similar.`;
}
