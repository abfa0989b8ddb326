/** Descriptions of deployments that no reader knows: what they say of functions and machines must not be missed in silence. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import type { Files } from './files';
import type { ProjectProblem } from './project';

/** By the file that such a project has at its root. */
const UNKNOWN: readonly { readonly name: RegExp; readonly tool: string }[] = [
  { name: /^sst\.config\.(?:ts|mts|js|mjs)$|^sst\.json$/, tool: 'SST' },
  { name: /^Pulumi\.ya?ml$/, tool: 'Pulumi' },
  { name: /^(?:app\.arc|arc\.(?:json|ya?ml))$/, tool: 'Architect' },
  { name: /^zappa_settings\.(?:json|ya?ml|toml)$/, tool: 'Zappa' },
];

/** What a folder holds of them, as a problem at each file. */
export function notReadIn(folder: string, files: Files): readonly ProjectProblem[] {
  return files.list(folder).flatMap(({ name, isFolder }): ProjectProblem[] => {
    const found = isFolder ? undefined : UNKNOWN.find((each) => each.name.test(name));
    if (!found) return [];
    return [
      {
        message: phrase`${name} is not read: Stepwise does not know what ${found.tool} deploys. Functions are found by what files export, without their variables, triggers and permissions.`,
        place: { file: path.join(folder, name), line: 0 },
      },
    ];
  });
}
