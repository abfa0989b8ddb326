import type { HandlerCode } from '../../core/handlers/dataReads';
import type { ProjectFunction } from '../project';
import { CodeModules } from './codeModules';

/** Undefined: it is not known. */
export function handlerCode(
  {
    file,
    inline,
    exportName = 'handler',
    runtime,
    codeDir,
  }: Pick<ProjectFunction, 'file' | 'inline' | 'exportName' | 'codeDir'> & { readonly runtime?: string },
  modules = new CodeModules(),
): HandlerCode | undefined {
  if (file !== undefined) return { files: modules.from(file, codeDir), exportName };
  if (!inline) return undefined;
  // Code that stands in a template has no file to tell its language.
  const named = runtime?.startsWith('python') ? 'index.py' : 'index.js';
  return { files: [{ file: named, text: inline.code.text }], exportName };
}
