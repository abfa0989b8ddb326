/** What the runtimes share that are run by other clients of the Runtime API than ours. */
import { FOREIGN_RUNTIMES, type ForeignRuntimeId } from '../../core/handlers';
import type { Built } from '../../processes/builtProgram';
import { couldNotStart, type Failure } from '../failure';
import type { FunctionSpec } from '../lambda';
import type { Launch, LaunchContext } from './runtime';

/** One sentence that names the runtime and what is missing, and one that offers the mock. */
export function notStarted({ name, runtime }: FunctionSpec, missing: string): Failure {
  const notHere = `${name} has the runtime ${runtime}. ${missing}`;
  const text = `${notHere} Or mock the states that call it.`;
  return { ...couldNotStart('Runtime.InvalidEntrypoint', text), notHere };
}

/** What runs such functions, for people: an interpreter and AWS's client. */
export function needed(id: Exclude<ForeignRuntimeId, 'provided'>): string {
  const { client, interpreter } = FOREIGN_RUNTIMES[id];
  return `${interpreter.name} with ${client}`;
}

export function builtOf({ codeDir, projectDir, names, name }: FunctionSpec): Built {
  return { codeDir, projectDir, names: names ?? [name] };
}

/** Of a program of the user's, in the folder that becomes the function's own. */
export function foreignLaunch(
  {
    command,
    args = [],
    folder,
    sources,
    env = {},
  }: {
    readonly command: string;
    readonly args?: readonly string[];
    /** Absolute: what is deployed. */
    readonly folder: string;
    readonly sources: readonly string[];
    readonly env?: Launch['env'];
  },
  { debug, infoOnce }: LaunchContext,
): Launch {
  if (debug) infoOnce('Breakpoints stop in JavaScript, TypeScript and Python handlers. Others run without a debugger.');
  return {
    command,
    args,
    cwd: folder,
    env: { LAMBDA_TASK_ROOT: folder, LAMBDA_RUNTIME_DIR: folder, ...env },
    sources,
    outFiles: [],
    isForeign: true,
  };
}
