import path from 'node:path';
import { HANDLER_LANGUAGE_IDS, languageOf, languageOfRuntime } from '../core/handlers';
import type { Files } from './files';
import { isOtherLanguage } from './notRunHere';
import type { ProjectFunction } from './project';

/**
 * The code of a function that is nowhere but in a package: unpacked where it is run. Undefined: there is no such package, or
 * nothing here reads what is in it.
 *
 * @param file absolute
 */
export function packedCode(
  file: string,
  { handler, runtime }: { readonly handler?: string; readonly runtime?: string },
  files: Files,
): Pick<ProjectFunction, 'codeDir' | 'exportName' | 'packedIn'> | undefined {
  if (handler === undefined || isOtherLanguage(runtime) || !/\.zip$/i.test(file) || !files.isFile(file))
    return undefined;
  const id = (runtime === undefined ? undefined : languageOfRuntime(runtime)) ?? HANDLER_LANGUAGE_IDS[0]!;
  return { codeDir: path.dirname(file), exportName: languageOf(id).splitHandler(handler).exportName, packedIn: file };
}
