import type { CodeFile } from '../../core/handlers/dataReads';
import type { ProjectFunction } from '../../project';
import { CodeModules } from './codeModules';

/** A handler's code, with the modules of the project that it imports. */
export interface HandlerCode {
  /** The handler's own first. */
  readonly files: readonly CodeFile[];
  readonly exportName: string;
}

/** Undefined: it is not known. */
export function handlerCode(
  { file, inline, exportName = 'handler', runtime, codeDir }: ProjectFunction,
  modules = new CodeModules(),
): HandlerCode | undefined {
  if (file !== undefined) return { files: modules.from(file, codeDir), exportName };
  if (!inline) return undefined;
  // Code that stands in a template has no file to tell its language.
  const named = runtime?.startsWith('python') ? 'index.py' : 'index.js';
  return { files: [{ file: named, text: inline.code.text }], exportName };
}
