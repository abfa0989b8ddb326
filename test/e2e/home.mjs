// A home of the test's own: what a person has allowed stands in it, and no test shall change that of whoever runs it.
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Where Pythons keep what their user has installed, such as debugpy. */
const KEPT = ['.local', 'Library', 'AppData'];

/** @returns {Promise<string>} the folder; who asks for it removes it */
export async function makeHome() {
  const home = await realpath(await mkdtemp(path.join(os.tmpdir(), 'stepwise-home-')));
  for (const name of KEPT) {
    const original = path.join(os.homedir(), name);
    if (existsSync(original)) await symlink(original, path.join(home, name), 'junction');
  }
  return home;
}
