/** Definitions that no reader of single files sees: in program code, in a unit of Terragrunt's, in Terraform's JSON, or made by a template's directives. */
import path from 'node:path';
import { languageOfFile } from '../core/handlers';
import type { Machine } from '../core/model/machine';
import { filesOnDisk, findProjectFor } from '../project';
import { loadProjectMachine } from '../run';

/** A machine as its project makes it, with places of the file. */
export interface ProjectDefinition {
  readonly machine: Machine;
  readonly type: 'STANDARD' | 'EXPRESS';
}

/** `%{ for each in list }`, `%{~ if isLive ~}` of Terraform's templates. */
const DIRECTIVE = /%\{~?\s*(?:for|if)\b/;

/** @param file absolute; nothing where the file's own text is what is to be read */
export function projectDefinitions(file: string): readonly ProjectDefinition[] {
  const text = filesOnDisk().read(file).text ?? '';
  const isMade = languageOfFile(file) !== undefined || /\.(hcl|(tf|tofu)\.json)$/i.test(file) || DIRECTIVE.test(text);
  if (!isMade || /\.(tf|tofu)$/i.test(file)) return [];
  const project = findProjectFor(file);
  return project.machines.flatMap((known): ProjectDefinition[] => {
    if (path.resolve(known.file) !== file || known.mapped === undefined) return [];
    const loaded = loadProjectMachine(known, { project });
    return 'problem' in loaded ? [] : [loaded];
  });
}
