import path from 'node:path';
import { FOREIGN_RUNTIMES, foreignRuntimeOf, languageOfRuntime } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import { hasFiller } from '../core/values';
import { IS_HERE } from '../processes/awsClients';
import { buildOf, builtBootstrap } from '../processes/builtProgram';

export interface OfRuntime {
  readonly name: string;
  readonly names: readonly string[];
  readonly runtime?: string;
  readonly handler?: string;
  /** Absolute. */
  readonly codeDir: string;
  /** Absolute: the folder of what declares it. */
  readonly folder: string;
}

/** Whether its sources are read by nothing here. */
export function isOtherLanguage(runtime: string | undefined): runtime is string {
  return runtime !== undefined && languageOfRuntime(runtime) === undefined;
}

/** Why functions of a runtime are not run here as they stand, as a sentence; undefined where nothing is in the way. */
export function notRunHere({ name, names, runtime, handler, codeDir, folder }: OfRuntime): string | undefined {
  if (!isOtherLanguage(runtime) || hasFiller(runtime)) return undefined;
  const id = foreignRuntimeOf(runtime);
  if (id === undefined) {
    return phrase`The runtime ${runtime} of ${name} is not run here: mock the states that call it.`;
  }
  const built = { codeDir, projectDir: folder, names };
  if (id !== 'provided') {
    if (IS_HERE[id](built, handler ?? '')) return undefined;
    const { client } = FOREIGN_RUNTIMES[id];
    return phrase`The runtime ${runtime} of ${name} is run here only where this machine has ${client}: otherwise mock the states that call it.`;
  }
  if (builtBootstrap(built, runtime, handler) !== undefined) return undefined;
  const build = buildOf(built);
  return build
    ? phrase`The runtime ${runtime} of ${name} is not run here, because its executable is not built yet: run "${build.command}" in ${path.relative(folder, build.folder) || path.basename(folder)}, or mock the states that call it.`
    : phrase`The runtime ${runtime} of ${name} is not run here, because its executable is missing: mock the states that call it.`;
}
