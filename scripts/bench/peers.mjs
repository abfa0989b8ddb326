// The other tools of the field, at fixed versions, fetched into the cache: they are no dependencies of ours.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const dir = path.join(root, '.cache', 'bench');

const PEERS = [
  'amazon-states-language-service@1.16.1',
  'asl-validator@4.0.0',
  'aws-local-stepfunctions@3.0.0',
  'lambda-local@2.2.0',
];

/** Installs the peers once and returns a `require` that finds them. */
export async function peers() {
  if (!existsSync(path.join(dir, 'node_modules', 'lambda-local'))) {
    await mkdir(dir, { recursive: true });
    await writeFile(path.join(dir, 'package.json'), '{"private":true}');
    const options = { cwd: dir, shell: process.platform === 'win32', maxBuffer: 1 << 26 };
    await promisify(execFile)('npm', ['install', ...PEERS, '--ignore-scripts', '--no-audit', '--no-fund'], options);
  }
  // One of them wants Node 22.
  Promise.withResolvers ??= () => {
    let resolve, reject;
    const promise = new Promise((yes, no) => ((resolve = yes), (reject = no)));
    return { promise, resolve, reject };
  };
  return createRequire(path.join(dir, 'package.json'));
}
