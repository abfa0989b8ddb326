/** What templates fill in for the placeholders of a definition's own file. */
import path from 'node:path';
import type { PlaceholdersOf } from '../core/rules';
import type { Project, ProjectMachine } from './project';

/** @param file absolute path of the definition */
export function placeholdersIn(file: string, project: Pick<Project, 'machines' | 'near'>): PlaceholdersOf[] {
  const declared = ({ machines }: Pick<Project, 'machines'>): readonly ProjectMachine[] =>
    machines.filter(({ file: own, template }) => own === file && template !== undefined);
  // Asked as a text opens: stacks that do not mention it are read only where none does.
  const near = declared(project.near?.({ file }) ?? project);
  return (near.length > 0 ? near : declared(project)).flatMap((machine) => {
    const { template = '', hasAllSubstitutions, isRendered, inactive, substitutions, name } = machine;
    if (!(hasAllSubstitutions || isRendered) || inactive !== undefined) return [];
    const shown = path.relative(path.dirname(file), template).split(path.sep).join('/');
    return [
      { machine: name, template: shown, names: new Set(Object.keys(substitutions)), ...(isRendered && { isRendered }) },
    ];
  });
}
