/** Installs a client of the AWS SDK into a folder of ours, with the user's own npm; only ever on consent. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findExecutable } from '../../processes/findExecutable';

/** Resolves with the sentence that says why it did not work, or undefined. */
export async function installClient(client: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
  if (!/^@aws-sdk\/client-[a-z0-9-]+$/.test(client)) return `${client} is no client of the AWS SDK.`;
  const npm = findExecutable('npm');
  if (npm === undefined) return `There is no npm on the PATH to install ${client} with.`;
  try {
    mkdirSync(folder, { recursive: true });
    // npm installs into the nearest folder with a package.json.
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  } catch (error) {
    return `${folder} cannot be written: ${String(error)}`;
  }
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
    client,
  ];
  return new Promise((resolve) => {
    const isWindows = process.platform === 'win32';
    // npm is a script there, which only a shell can start; quotes hold the one argument that may have blanks.
    const child = isWindows
      ? spawn(
          `"${npm}"`,
          args.map((arg) => `"${arg}"`),
          { cwd: folder, shell: true, windowsHide: true },
        )
      : spawn(npm, args, { cwd: folder, detached: true });
    const stop = (): void => void child.kill();
    signal.addEventListener('abort', stop, { once: true });
    process.once('exit', stop);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const settle = (problem: string | undefined): void => {
      signal.removeEventListener('abort', stop);
      process.off('exit', stop);
      resolve(problem);
    };
    child.once('error', (error) => settle(`npm does not start: ${error.message}`));
    child.once('close', (code) => {
      const words = said.trim().split('\n').slice(-3).join(' ');
      settle(code === 0 ? undefined : `npm install ${client} failed${words ? `: ${words}` : '.'}`);
    });
  });
}
