import path from 'node:path';
import { findFunction, functionSnippet, settingsFolderOf } from '../../project';
import type { Project } from '../../project';
import { functionSpec } from '../functionSpec';
import type { MissingFunction } from '../run';

/**
 * Why the function that a name or ARN means cannot be called here; undefined where it can. It is no failure of AWS's: no
 * Retry and no Catch may take it for one.
 */
export function missingFunction(nameOrArn: string, project: Project): MissingFunction | undefined {
  const found = findFunction(project, nameOrArn);
  if ('problem' in found) {
    const { name, problem, nearest } = found;
    const file = nearest?.file;
    const settings =
      file &&
      functionSnippet(name, {
        file: path.relative(settingsFolderOf(project), file).split(path.sep).join('/'),
        handler: nearest.exportName,
      });
    return { name, why: problem, settings };
  }
  const spec = functionSpec(found.function, project);
  return 'problem' in spec ? { name: found.function.name, why: spec.problem } : undefined;
}
