/** What templates fill in for the placeholders of a definition's own file. */
import path from 'node:path';
import type { PlaceholdersOf } from '../core/rules';
import type { Project } from './project';

/** @param file absolute path of the definition */
export function placeholdersIn(file: string, { machines }: Pick<Project, 'machines'>): PlaceholdersOf[] {
  return machines.flatMap((machine) => {
    const { file: own, template, hasAllSubstitutions, isRendered, inactive, substitutions, name } = machine;
    if (own !== file || !(hasAllSubstitutions || isRendered) || template === undefined || inactive !== undefined)
      return [];
    const shown = path.relative(path.dirname(file), template).split(path.sep).join('/');
    return [
      { machine: name, template: shown, names: new Set(Object.keys(substitutions)), ...(isRendered && { isRendered }) },
    ];
  });
}
