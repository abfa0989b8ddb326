/** The table of runtimes, one for each language of `core/handlers`: a new one is a file beside this and a line here. */
import { languageOfFile, languageOfRuntime } from '../../core/handlers';
import type { HandlerLanguageId } from '../../core/handlers';
import type { FunctionSpec } from '../lambda';
import { nodeRuntime } from './node';
import { pythonRuntime } from './python';
import type { Runtime } from './runtime';

export const RUNTIMES: { readonly [Language in HandlerLanguageId]: Runtime } = {
  node: nodeRuntime,
  python: pythonRuntime,
};

/** By the function's runtime name, else by the ending of its file. */
export function languageOfSpec({ runtime, file }: FunctionSpec): HandlerLanguageId | undefined {
  return runtime ? languageOfRuntime(runtime) : languageOfFile(file);
}
