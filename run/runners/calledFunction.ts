import path from 'node:path';
import type { FunctionSpec } from '../../lambda/lambda';
import { findFunction, functionSnippet, settingsFolderOf } from '../../project';
import type { NoFunction, Project } from '../../project';
import { functionSpec } from '../functionSpec';
import type { MissingFunction, RunServices } from '../run';

/** A function of the project that can be called here. */
export interface CallableFunction {
  readonly spec: FunctionSpec;
  /** The name that was looked for, where only its likeness says that this function is meant. */
  readonly guessedFrom?: string;
}

/**
 * The function that a name or ARN means, or why it cannot be called here. That is no failure of AWS's: no Retry and no Catch
 * may take it for one. Names are unique in a stack only: the caller's own goes first.
 */
export function calledFunction(
  nameOrArn: string,
  { project, stack }: Pick<RunServices, 'project' | 'stack'>,
): CallableFunction | { readonly missing: MissingFunction } {
  const found = findFunction(project, nameOrArn, stack);
  if ('problem' in found) return { missing: notFound(found, project) };
  const { function: known, guessedFrom } = found;
  const spec = functionSpec(known, project);
  return 'problem' in spec ? { missing: { name: known.name, why: spec.problem } } : { spec, guessedFrom };
}

function notFound({ name, problem, nearest }: NoFunction, project: Project): MissingFunction {
  const file = nearest?.file;
  const settings =
    file &&
    functionSnippet(name, {
      file: path.relative(settingsFolderOf(project), file).split(path.sep).join('/'),
      handler: nearest.exportName,
    });
  return { name, why: problem, settings };
}
