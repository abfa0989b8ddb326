/** Which files of a folder are templates. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { looksLikeTemplate } from '../../../core/template';
import { LARGEST_DEFINITION, mayHoldDefinition } from '../../definitionFile';
import type { Files } from '../../files';
import type { ProjectProblem } from '../../project';
import { MISSING } from '../../readRegularFile';
import { LARGEST_TEMPLATE } from '../../templateFile';

/** The names SAM and CloudFormation look for, the usual one first. */
export const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json', 'sam.yaml', 'sam.yml'];
const OTHER_TEMPLATE = /(\.(ya?ml|template)|\.template\.json)$/i;

/** Most JSON files hold data: one with another name is looked into more closely. */
const IN_JSON = /"Resources"\s*:\s*\{[^]*"Type"\s*:\s*"AWS::(Serverless|Lambda|StepFunctions)::/;

/** Of one folder that are looked into. */
const MOST_CANDIDATES = 500;

/**
 * Files of a folder that hold a template; of the usual names the first alone. What has a usual name and cannot be read
 * is one of them: somebody must say so.
 */
export function templateFilesIn(folder: string, files: Files): string[] {
  const names = files.list(folder).map(({ name }) => name);
  const usual = TEMPLATE_NAMES.find((name) => names.includes(name));
  const unusual = names.filter((name) => !TEMPLATE_NAMES.includes(name));
  const inJson = unusual.filter((name) => name.endsWith('.json') && mayHoldDefinition(name));
  const others = [...unusual.filter((name) => OTHER_TEMPLATE.test(name)), ...inJson];
  if (others.length > MOST_CANDIDATES) {
    files.tell(
      phrase`${folder} contains more than ${MOST_CANDIDATES} YAML and JSON files: only the first of them were searched for templates.`,
    );
  }
  return [...(usual === undefined ? [] : [usual]), ...others.slice(0, MOST_CANDIDATES)]
    .map((name) => path.join(folder, name))
    .filter((file) => isTemplate(file, files) || unreadableTemplate(file, files));
}

function isTemplate(file: string, files: Files): boolean {
  const name = path.basename(file);
  const isData = name.endsWith('.json') && !TEMPLATE_NAMES.includes(name) && !OTHER_TEMPLATE.test(name);
  const { text = '' } = files.read(file, isData ? LARGEST_DEFINITION : LARGEST_TEMPLATE);
  return isData ? IN_JSON.test(text) : looksLikeTemplate(text);
}

/** Why a file that is called as templates are cannot be read. */
export function unreadableTemplate(file: string, files: Files): ProjectProblem | undefined {
  if (!TEMPLATE_NAMES.includes(path.basename(file))) return undefined;
  const { reason } = files.read(file, LARGEST_TEMPLATE);
  if (reason === undefined || reason === MISSING) return undefined;
  return { message: phrase`${path.basename(file)} cannot be read: ${reason}.`, place: { file, line: 0 } };
}
