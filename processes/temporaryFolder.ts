/**
 * The one place for what this process writes for a while: a folder of its own below a folder of the user's own, which
 * nobody else can read. It goes when the process ends; what a killed process leaves, a later one sweeps.
 */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, type Stats } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomHex } from './chance';
import { ownMark } from './owner';

/** Where temporary files go, or the sentence that says why there is no such place. */
export type TemporaryFolder = { readonly folder: string } | { readonly problem: string };

let made: string | undefined;

/** Absolute and real: a debugger compares scripts' paths by text. Made when it is first asked for. */
export function ownTemporaryFolder(): TemporaryFolder {
  // A cleaner of the system's may have taken it from a process that runs for days.
  if (made !== undefined && existsSync(made)) return { folder: made };
  for (const place of places()) {
    const root = usersFolder(place, true);
    const folder = root && path.join(root, ownMark());
    if (folder === undefined || !makeFolder(folder)) continue;
    if (made === undefined) process.once('exit', removeOwnFolder);
    made = folder;
    return { folder };
  }
  const where = places().join(', ');
  return { problem: `No folder for temporary files is writable and yours alone. Tried: ${where}.` };
}

/** A new folder in it for one purpose. Whoever asks for it may remove it; it goes with the process in any case. */
export function newTemporaryFolder(purpose: string): TemporaryFolder {
  const own = ownTemporaryFolder();
  if ('problem' in own) return own;
  try {
    return { folder: mkdtempSync(path.join(own.folder, `${purpose}-`)) };
  } catch (error) {
    return { problem: `${own.folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).` };
  }
}

/**
 * A folder of this user's alone for what later processes may use again. It stays until the system cleans its temporary
 * files, or somebody else does: what is in it must be easy to make again. Undefined: there is none, nor can it be made.
 * @param make whether it is to be made where it is not there
 */
export function lastingFolder(name: string, make: boolean): string | undefined {
  for (const place of places()) {
    const root = usersFolder(place, make);
    if (root === undefined) continue;
    const folder = path.join(root, name);
    if (make) makeFolder(folder);
    return folder;
  }
  return undefined;
}

/** A link's name, below the folders of {@link temporaryRoots}. */
export const SHORT_NAME = /^t[0-9a-f]{8}$/;

/**
 * A new folder by a short name, for a program of the user's: sockets in it have paths of some hundred characters at most.
 * Source: unix(7). On Windows it has the long one, where that does not matter.
 */
export function newShortFolder(
  purpose: string,
): { readonly folder: string; remove(): void } | { readonly problem: string } {
  const made = newTemporaryFolder(purpose);
  if ('problem' in made) return made;
  const remove = (file: string): void => {
    try {
      rmSync(file, { recursive: true, force: true });
    } catch {
      // What it may not remove goes with our own folder.
    }
  };
  const link = path.join(path.dirname(path.dirname(made.folder)), `t${randomHex(4)}`);
  try {
    if (process.platform === 'win32') return { folder: made.folder, remove: () => remove(made.folder) };
    symlinkSync(made.folder, link);
  } catch {
    return { folder: made.folder, remove: () => remove(made.folder) };
  }
  return {
    folder: link,
    remove: () => {
      remove(link);
      remove(made.folder);
    },
  };
}

/** The user's folders that hold those of single processes, as far as they are there. */
export function temporaryRoots(): string[] {
  return [...new Set(places().flatMap((place) => usersFolder(place, false) ?? []))];
}

function removeOwnFolder(): void {
  try {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  } catch {
    // A later process sweeps it.
  }
}

/** The system's, and what is left where the environment names one that is not there or another user took our name. */
function places(): string[] {
  const common = process.platform === 'win32' ? [] : ['/tmp'];
  return [...new Set([os.tmpdir(), ...common, ...placeAtHome()])];
}

/** The one place that is ours to make; none where the user has no home. */
function placeAtHome(): string[] {
  try {
    return [path.join(os.homedir(), '.stepwise', 'tmp')];
  } catch {
    return [];
  }
}

/** Undefined: it is not there, or others than this user could look into it or put another in its place. */
function usersFolder(place: string, make: boolean): string | undefined {
  const uid = process.getuid?.();
  // On Windows the place is the user's own already.
  const name = uid === undefined ? 'stepwise' : `stepwise-${uid}`;
  try {
    if (make && placeAtHome().includes(place)) mkdirSync(place, { recursive: true, mode: 0o700 });
    const real = realpathSync(place);
    const folder = path.join(real, name);
    if (make) makeFolder(folder);
    const isSafe = uid === undefined || !mayBeReplaced(lstatSync(real));
    return isSafe && isAlone(lstatSync(folder), uid) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Everybody may write there, and rename what is not theirs (no sticky bit). */
function mayBeReplaced({ mode }: Stats): boolean {
  return (mode & 0o002) !== 0 && (mode & 0o1000) === 0;
}

/** A folder, not a link to one, that is this user's and shut to all others. */
function isAlone(stat: Stats, uid: number | undefined): boolean {
  return stat.isDirectory() && (uid === undefined || (stat.uid === uid && (stat.mode & 0o077) === 0));
}

/** @returns whether it is new; it may be there already */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}
