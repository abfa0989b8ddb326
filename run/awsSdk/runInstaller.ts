/** Runs the user's own npm or pip in a folder of ours, and says why it did not work. */
import { mkdirSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { spawnUserCode, type UserProcess } from '../../processes/spawnUserCode';
import { reasonOf } from '../../project/systemReason';

export interface Installer {
  /** `npm`, `pip` */
  readonly name: string;
  /** Absolute. */
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute: where it works. No project is above it whose configuration would count. */
  readonly folder: string;
  /** What is installed. */
  readonly thing: string;
  readonly variables: { readonly [name: string]: string };
}

/** Of what it says the end is kept: there it says why. */
const MOST_WORDS = 1 << 13;

/** Resolves with the sentence that says why it did not work, or undefined. */
export async function runInstaller(installer: Installer, signal: AbortSignal): Promise<string | undefined> {
  const { name, command, args, folder, variables } = installer;
  let running: UserProcess;
  try {
    running = spawnUserCode({ command, args, cwd: folder, variables, output: 'pipe', lifeline: 'guard' });
  } catch (error) {
    return `${name} cannot be started: ${reasonOf(error)}.`;
  }
  // It takes seconds, and nothing of ours is in it.
  running.guard();
  return outcomeOf(running, installer, signal);
}

/** @returns why there is no such folder */
export function folderMade(folder: string, alsoMake?: () => void): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    alsoMake?.();
    return undefined;
  } catch (error) {
    return `${folder} cannot be written: ${reasonOf(error)}.`;
  }
}

async function outcomeOf(
  running: UserProcess,
  { name, thing }: Installer,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { child } = running;
  const stop = (): void => running.kill();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let said = '';
  for (const stream of [child.stdout, child.stderr] as (Readable | undefined)[]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MOST_WORDS)));
  }
  const end = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.once('close', resolve);
  });
  await running.gone;
  signal.removeEventListener('abort', stop);
  if (typeof end === 'string') return `${name} cannot be started (${end}).`;
  const words = said.trim().split('\n').slice(-3).join(' ');
  return end === 0 ? undefined : `${name} install ${thing} failed${words ? `: ${words}` : '.'}`;
}
