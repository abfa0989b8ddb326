/** Installs boto3, which Lambda supplies, into a folder of ours, with the pip of the Python that lacks it; only ever on consent. */
import { pythonFolder } from '../../lambda/suppliedFolder';
import { findExecutable } from '../../processes/findExecutable';
import { folderMade, runInstaller } from './runInstaller';

/** The newest version that this release was tried with; older lines of Python get the newest that runs on them. */
export const BOTO3 = '1.43.107';

export interface BoundPython {
  /** Absolute. */
  readonly interpreter: string;
  /** `3.12` */
  readonly line: string;
}

/**
 * Resolves with the sentence that says why it did not work, or undefined.
 *
 * @param folder of ours, of all that is installed
 */
export async function installBoto3(
  folder: string,
  { interpreter, line }: BoundPython,
  signal: AbortSignal,
): Promise<string | undefined> {
  const command = findExecutable(interpreter);
  if (command === undefined) return `boto3 cannot be installed: there is no ${interpreter}.`;
  const target = pythonFolder(folder, line);
  const problem = folderMade(target);
  if (problem !== undefined) return problem;
  const quietly = ['--no-input', '--disable-pip-version-check', '--quiet'];
  // Only what is built already: no code of a package runs because it is installed.
  const how = ['--target', target, '--upgrade', '--only-binary', ':all:'];
  // `-I`: neither the folder it works in nor variables of Python's lead anywhere else.
  const args = ['-I', '-m', 'pip', 'install', ...quietly, ...how, `boto3<=${BOTO3}`];
  return runInstaller(
    { name: 'pip', command, args, folder: target, thing: 'boto3', variables: pipVariables(process.env) },
    signal,
  );
}

/** Where packages come from and who asks there; not where they go. Source: pip, "Configuration", environment variables. */
function pipVariables(parent: NodeJS.ProcessEnv): { [name: string]: string } {
  const own =
    /^PIP_(?!(?:TARGET|PREFIX|ROOT|USER|REQUIRE_VIRTUALENV|NO_BINARY|ONLY_BINARY|REQUIREMENT|CONSTRAINT)$)\w+$/i;
  return Object.fromEntries(
    Object.entries(parent).flatMap(([name, value]) => (value !== undefined && own.test(name) ? [[name, value]] : [])),
  );
}
