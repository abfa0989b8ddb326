// The other tools of the field, at fixed versions, fetched into the cache: they are no dependencies of ours.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.dirname(here);
/** Outside the project's own folders, so that formatters and searches do not see them. */
export const peersFolder = path.join(root, '.cache', 'bench');

/** Installs the peers once and returns a `require` that finds them. */
export async function peers() {
  const wanted = await readFile(path.join(here, 'package.json'), 'utf8');
  const installed = await readFile(path.join(peersFolder, 'installed.json'), 'utf8').catch(() => undefined);
  if (installed !== wanted) {
    await mkdir(peersFolder, { recursive: true });
    await writeFile(path.join(peersFolder, 'package.json'), wanted);
    const options = { cwd: peersFolder, shell: process.platform === 'win32', maxBuffer: 1 << 26 };
    // The last serverless that asks for no account is one that the plugin no longer names.
    await promisify(execFile)(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'],
      options,
    );
    await writeFile(path.join(peersFolder, 'installed.json'), wanted);
  }
  // One of them wants Node 22.
  Promise.withResolvers ??= () => {
    let resolve, reject;
    const promise = new Promise((yes, no) => ((resolve = yes), (reject = no)));
    return { promise, resolve, reject };
  };
  return createRequire(path.join(peersFolder, 'package.json'));
}
