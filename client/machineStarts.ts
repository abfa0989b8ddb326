import type * as vscode from 'vscode';
import { namedStarts, type NamedStart } from '../core/triggers/starts';
import type { Project } from '../project/project';

/** What starts the machine of a file, or that of several. @param machine by any of its names: a lens has its logical id */
export function machineStarts(
  { fsPath }: vscode.Uri,
  machine: string | undefined,
  project: Project | null | undefined,
): NamedStart[] {
  const found = project?.machines.find(
    ({ name, aliases = [], file, template }) =>
      (file === fsPath || template === fsPath) && (machine === undefined || [name, ...aliases].includes(machine)),
  );
  return namedStarts(found?.triggers ?? []);
}
