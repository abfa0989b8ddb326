/** Installs what Lambda supplies for Node.js into a folder of ours, with the user's own npm; only ever on consent. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BOTO3 } from './installBoto3';
import { findNpm, npmVariables } from './npm';
import { folderMade, runInstaller } from './runInstaller';

/**
 * The day whose versions are installed, of a client and of all it depends on: those that this release was tried with.
 * What is published later comes with a later release of ours, not by itself.
 */
export const SDK_DAY = '2026-11-07';

/** What would be installed, for a question or a word to a person. */
export function installedThing(client: string): string {
  return client === 'boto3' ? `boto3 ${BOTO3}` : `${client} as of ${SDK_DAY}`;
}

/** Packages of AWS's SDK and what they are made of. Source: Lambda, "Building Lambda functions with Node.js". */
export function isSuppliedPackage(name: string): boolean {
  return /^@(?:aws-sdk|smithy)\/[a-z0-9-]+$/.test(name);
}

/** Resolves with the sentence that says why it did not work, or undefined. */
export async function installClient(client: string, folder: string, signal: AbortSignal): Promise<string | undefined> {
  if (!isSuppliedPackage(client)) return `${client} is not a client of the AWS SDK.`;
  const npm = findNpm();
  if (npm === undefined) return `${client} cannot be installed: npm is not on the PATH.`;
  const problem = folderMade(folder, () => {
    // npm installs into the nearest folder with a package.json.
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  });
  if (problem !== undefined) return problem;
  const { command } = npm;
  const args = [...npm.args, ...argumentsFor(client, folder)];
  return runInstaller(
    { name: 'npm', command, args, folder, thing: client, variables: npmVariables(process.env) },
    signal,
  );
}

function argumentsFor(client: string, folder: string): string[] {
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  // Code of a package runs when a call needs it, never because it was installed.
  return ['install', '--prefix', folder, `--before=${SDK_DAY}`, '--ignore-scripts', ...quietly, client];
}
