/** The command as it ships, in processes of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { builtBundles } from '../harness/builtBundles';

export const root = path.join(__dirname, '../..');
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface StartOptions {
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  /** A line of `sh` that runs the command line `"$@"`. */
  readonly shell?: string;
}

export type Start = (
  args: readonly string[],
  cwd?: string,
  options?: StartOptions,
) => { child: ChildProcessWithoutNullStreams; ended: Promise<Ended>; said: (text: string) => Promise<void> };

/** To be called by a test file, whose hooks make the bundles and remove them. @returns what starts the command */
export function builtCommand(): Start {
  /** Inside the checkout, so that what the bundles leave outside themselves is found. */
  let dist: string;
  beforeAll(async () => {
    dist = await builtBundles('cli', {
      cli: 'cli/start.ts',
      commands: 'cli/main.ts',
      server: 'server/main.ts',
    });
  }, 120_000);
  afterAll(() => rmSync(dist, { recursive: true, force: true, maxRetries: 3 }));
  return (args, cwd = root, options) => started(path.join(dist, 'cli.js'), args, cwd, options);
}

function started(
  cli: string,
  args: readonly string[],
  cwd: string,
  { env = {}, shell }: StartOptions = {},
): ReturnType<Start> {
  const command = [process.execPath, cli, ...args];
  const [program = '', ...rest] = shell === undefined ? command : ['sh', '-c', shell, 'sh', ...command];
  const child = spawn(program, rest, { cwd, env: { ...process.env, NO_COLOR: '1', ...env } });
  let out = '';
  let error = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error }))),
    said: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          if ((out + error).includes(text)) resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
      }),
  };
}
