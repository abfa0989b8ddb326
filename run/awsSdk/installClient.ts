/** Installs a client of the AWS SDK into a folder of ours, with the user's own npm; only ever on consent. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { spawnUserCode, type UserProcess } from '../../processes/spawnUserCode';
import { findNpm, npmVariables } from './npm';
import { reasonOf } from '../../project/systemReason';

/**
 * The day whose versions are installed, of a client and of all it depends on: those that this release was tried with.
 * What is published later comes with a later release of ours, not by itself.
 */
export const SDK_DAY = '2026-11-07';

/** What would be installed, for a question or a word to a person. */
export function installedThing(client: string): string {
  return `${client} as of ${SDK_DAY}`;
}

/** Of what npm says the end is kept: there it says why. */
const MOST_WORDS = 1 << 13;

/** Resolves with the sentence that says why it did not work, or undefined. */
export async function installClient(client: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
  if (!/^@aws-sdk\/client-[a-z0-9-]+$/.test(client)) return `${client} is not a client of the AWS SDK.`;
  const npm = findNpm();
  if (npm === undefined) return `${client} cannot be installed: npm is not on the PATH.`;
  try {
    mkdirSync(folder, { recursive: true });
    // npm installs into the nearest folder with a package.json.
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  } catch (error) {
    return `${folder} cannot be written: ${reasonOf(error)}.`;
  }
  let running: UserProcess;
  try {
    running = spawnUserCode({
      command: npm.command,
      args: [...npm.args, ...argumentsFor(client, folder)],
      // No project is above it whose .npmrc would count.
      cwd: folder,
      variables: npmVariables(process.env),
      output: 'pipe',
      lifeline: 'guard',
    });
  } catch (error) {
    return `npm cannot be started: ${reasonOf(error)}.`;
  }
  // It takes seconds, and nothing of ours is in it.
  running.guard();
  return outcomeOf(running, client, signal);
}

function argumentsFor(client: string, folder: string): string[] {
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  // Code of a package runs when a call needs it, never because it was installed.
  return ['install', '--prefix', folder, `--before=${SDK_DAY}`, '--ignore-scripts', ...quietly, client];
}

async function outcomeOf(running: UserProcess, client: string, signal: AbortSignal): Promise<string | undefined> {
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
  if (typeof end === 'string') return `npm cannot be started (${end}).`;
  const words = said.trim().split('\n').slice(-3).join(' ');
  return end === 0 ? undefined : `npm install ${client} failed${words ? `: ${words}` : '.'}`;
}
