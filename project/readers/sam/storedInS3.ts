/** What a template takes from S3, where it probably stands here: a likeness, which is told with what else it could be. */
import path from 'node:path';
import { phrase } from '../../../core/l10n/phrase';
import type { TemplateFunction, TemplateMachine } from '../../../core/template';
import { hasFiller } from '../../../core/values';
import { holdsDefinition, machineNameOf, mayHoldDefinition, isDefinitionFile } from '../../definitionFile';
import { filesBelow } from '../../walk';
import type { Files } from '../../files';
import { bareName } from '../../findFunction';
import { alternatives, likelyFile, takenFor } from '../../likelyFile';
import type { LikelyFile } from '../../likelyFile';
import { isOtherLanguage } from '../../notRunHere';
import type { SamStack } from './stacks';

/** A definition whose name ends as the object's key does, else one that is called as the machine is. */
export function likelyDefinition(
  { logicalId, name, definitionUri, s3Key }: TemplateMachine,
  stack: SamStack,
  files: Files,
): { readonly file: string; readonly message: string } | undefined {
  const object = s3Key ?? (definitionUri !== undefined && /^s3:\/\//.test(definitionUri) ? definitionUri : undefined);
  if (object === undefined) return undefined;
  const folder = path.dirname(stack.file);
  const wanted = [logicalId, ...(name === undefined ? [] : [name])].map(bareName);
  for (const around of foldersAround(stack)) {
    const all = [...filesBelow(files, around)].filter((file) => isDefinitionFile(file) || mayHoldDefinition(file));
    const named = hasFiller(object) ? [] : all.filter((file) => path.basename(file) === path.posix.basename(object));
    const alike = named.length > 0 ? named : all.filter((file) => wanted.includes(bareName(machineNameOf(file))));
    const found = alike
      .filter((file) => holdsDefinition(files.read(file).text ?? ''))
      .sort((left, right) => sharedEnd(right, object) - sharedEnd(left, object));
    const [file, ...others] = found;
    if (file === undefined) continue;
    const shown = path.relative(folder, file);
    const message = phrase`The definition of ${logicalId} is the object ${object} in S3. ${shown} is taken for it, because of its name.`;
    return { file, message: message + alternatives(others, folder) };
  }
  return undefined;
}

/** A source that exports what the handler says, near the template. */
export function likelyCode(
  { logicalId, functionName, handler, runtime, s3Key, codeUri, buildMethod }: TemplateFunction,
  stack: SamStack,
  files: Files,
): { readonly found: LikelyFile; readonly message: string } | undefined {
  if (handler === undefined || isOtherLanguage(runtime)) return undefined;
  const folder = path.dirname(stack.file);
  const object = codeUri ?? s3Key ?? '';
  const stem = path.posix.basename(object).replace(/\.\w+$/, '');
  const names = [logicalId, ...(functionName === undefined ? [] : [functionName]), ...(hasFiller(stem) ? [] : [stem])];
  const found = likelyFile(handler, runtime, names, { folders: foldersAround(stack), files });
  if (!found) return undefined;
  const shown = path.relative(folder, found.file);
  const message =
    buildMethod === 'makefile' && !found.isNamedOtherwise
      ? phrase`${logicalId} is built by a makefile, which is not run here. ${shown} is taken for its code, because the handler is called ${handler}.`
      : takenFor(found, { name: logicalId, handler, where: object, shown });
  return { found, message: message + alternatives(found.others, folder) };
}

/** What is packaged often lies beside the folder of the template; beside the project's own folder lie other people's. */
function foldersAround({ file, id }: SamStack): readonly string[] {
  const folder = path.dirname(file);
  return id.includes('/') ? [folder, path.dirname(folder)] : [folder];
}

/** How many of the last parts of a file's path are those of the key. */
function sharedEnd(file: string, key: string): number {
  const parts = file.split(path.sep).reverse();
  const wanted = key.split('/').reverse();
  const differs = wanted.findIndex((part, index) => parts[index] !== part);
  return differs < 0 ? wanted.length : differs;
}
