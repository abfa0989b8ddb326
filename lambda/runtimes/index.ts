/** The table of runtimes: a new one is a file beside this and a line here. */
import path from 'node:path';
import type { FunctionSpec } from '../lambda';
import { nodeRuntime } from './node';
import { pythonRuntime } from './python';
import type { Runtime } from './runtime';

export const RUNTIMES: readonly Runtime[] = [nodeRuntime, pythonRuntime];

/** By the function's runtime name, else by the ending of its file. */
export function runtimeOf(spec: FunctionSpec): Runtime | undefined {
  const extension = path.extname(spec.file).toLowerCase();
  return spec.runtime
    ? RUNTIMES.find((runtime) => spec.runtime?.startsWith(runtime.prefix))
    : RUNTIMES.find((runtime) => runtime.extensions.includes(extension));
}
