// Packages that go into the VSIX as they are: fetched from the registry, and held against the lockfile's hash before
// anything of them is used.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param {{ packages: Record<string, { version: string, integrity?: string }> }} lockfile
 * @returns {string} the integrity of the package at this version
 */
export function lockedIntegrity(lockfile, name, version) {
  const locked = lockfile.packages[`node_modules/${name}`];
  if (!locked?.integrity) throw new Error(`package-lock.json does not hold ${name}: it cannot be verified.`);
  if (locked.version !== version) {
    throw new Error(`package-lock.json holds ${name} ${locked.version}, and ${version} is to be packaged.`);
  }
  return locked.integrity;
}

/** Throws where the bytes are not those of the integrity (`sha512-…`, base64). */
export function verify(bytes, integrity, name) {
  const wanted = integrity.split(' ').find((each) => each.startsWith('sha512-'));
  if (!wanted) throw new Error(`package-lock.json has no sha512 of ${name}.`);
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found !== wanted)
    throw new Error(`${name} is not the package that package-lock.json names: its hash is ${found}.`);
}

/**
 * @param {string} cache where archives are kept; they are verified each time
 * @returns {Promise<string>} the folder of the package's files
 */
export async function verifiedPackage(name, version, lockfile, cache) {
  const integrity = lockedIntegrity(lockfile, name, version);
  const folder = path.join(cache, name.replace('/', '-'));
  const archive = path.join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  await mkdir(folder, { recursive: true });
  if (!existsSync(archive)) {
    await run('npm', ['pack', `${name}@${version}`, '--silent'], { cwd: folder, shell: process.platform === 'win32' });
  }
  try {
    verify(await readFile(archive), integrity, name);
  } catch (error) {
    await rm(archive, { force: true });
    throw error;
  }
  await rm(path.join(folder, 'package'), { recursive: true, force: true });
  await run('tar', ['xzf', path.basename(archive)], { cwd: folder });
  return path.join(folder, 'package');
}
