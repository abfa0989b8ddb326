/** The table of runtimes, one for each of `core/handlers`: a new one is a file beside this and a line here. */
import { foreignRuntimeOf, languageOfFile, languageOfRuntime } from '../../core/handlers';
import type { HandlerRuntimeId } from '../../core/handlers';
import type { FunctionSpec } from '../lambda';
import { dotnetRuntime } from './dotnet';
import { javaRuntime } from './java';
import { nodeRuntime } from './node';
import { providedRuntime } from './provided';
import { pythonRuntime } from './python';
import { rubyRuntime } from './ruby';
import type { Runtime } from './runtime';

export const RUNTIMES: { readonly [Id in HandlerRuntimeId]: Runtime } = {
  node: nodeRuntime,
  python: pythonRuntime,
  ruby: rubyRuntime,
  java: javaRuntime,
  dotnet: dotnetRuntime,
  provided: providedRuntime,
};

/** By the function's runtime name, else by the ending of its file. */
export function runtimeOfSpec({ runtime, file }: FunctionSpec): HandlerRuntimeId | undefined {
  return runtime ? (languageOfRuntime(runtime) ?? foreignRuntimeOf(runtime)) : languageOfFile(file);
}
