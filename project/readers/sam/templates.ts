/** Which files of a folder are templates. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import { looksLikeTemplate } from '../../../core/template';
import { endingOf, LARGEST_DEFINITION, mayEndIn, mayHoldDefinition } from '../../definitionFile';
import type { Files } from '../../files';
import type { ProjectProblem } from '../../project';
import { MISSING } from '../../readRegularFile';
import { LARGEST_TEMPLATE } from '../../templateFile';

/** The names SAM and CloudFormation look for, the usual one first. */
export const TEMPLATE_NAMES = ['template.yaml', 'template.yml', 'template.json', 'sam.yaml', 'sam.yml'];
const OTHER_ENDINGS = new Set(['.yaml', '.yml', '.template']);
const TEMPLATE_IN_JSON = /\.template\.json$/i;

/** Most JSON files hold data: one with another name is looked into more closely. */
const IN_JSON = /"Resources"\s*:\s*\{[^]*"Type"\s*:\s*"AWS::(Serverless|Lambda|StepFunctions)::/;

/** Whether a file of that name may hold a template. */
export function mayBeTemplate(name: string): boolean {
  if (!mayEndIn(name, 'nle')) return false;
  const ending = endingOf(name);
  if (ending === '.json') return TEMPLATE_NAMES.includes(name) || isCalledTemplate(name) || mayHoldDefinition(name);
  return OTHER_ENDINGS.has(ending);
}

/** Whether CloudFormation's users call templates so. */
function isCalledTemplate(name: string): boolean {
  return OTHER_ENDINGS.has(endingOf(name)) || TEMPLATE_IN_JSON.test(name);
}

/**
 * Files of a folder that hold a template; of the usual names the first alone. What has a usual name and cannot be read
 * is one of them: somebody must say so.
 */
export function templateFilesIn(folder: string, files: Files): string[] {
  const names = files.list(folder).flatMap(({ name }) => (mayBeTemplate(name) ? [name] : []));
  const usual = TEMPLATE_NAMES.find((name) => names.includes(name));
  const others = names.filter((name) => !TEMPLATE_NAMES.includes(name));
  return [
    ...(usual === undefined ? [] : [usual]),
    ...others.filter(isCalledTemplate),
    ...others.filter((name) => !isCalledTemplate(name)),
  ]
    .map((name) => path.join(folder, name))
    .filter((file) => isTemplate(file, files) || unreadableTemplate(file, files));
}

function isTemplate(file: string, files: Files): boolean {
  const name = path.basename(file);
  const isData = name.endsWith('.json') && !TEMPLATE_NAMES.includes(name) && !isCalledTemplate(name);
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
