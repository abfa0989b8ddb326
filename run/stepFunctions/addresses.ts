/**
 * Where the endpoints of this user's runs on this machine are: each is a file that holds its URL, in the temporary folder
 * of the process that runs it.
 */
import { constants, rmSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { randomId } from '../../processes/chance';
import { hasEnded, ownerOf, sharesProcesses } from '../../processes/owner';
import { ownTemporaryFolder, temporaryRoots } from '../../processes/temporaryFolder';

export interface Address {
  readonly url: string;
  /** For a run that is certainly gone: it is not asked again. */
  forget(): void;
}

const ENDING = '.url';

/** Bytes that are read of an address: a URL has about sixty, and what is longer is none. */
const LARGEST_ADDRESS = 256;

/** Lets other runs find this endpoint. @returns withdraws it */
export function announce(url: string): () => void {
  const own = ownTemporaryFolder();
  // Without it the URL itself still leads here.
  if ('problem' in own) return () => undefined;
  const file = path.join(own.folder, randomId() + ENDING);
  try {
    writeFileSync(file, url, { mode: 0o600, flag: 'wx' });
  } catch {
    return () => undefined;
  }
  return () => remove(file);
}

/** Those of runs that may still be there; never fails. */
export async function addresses(): Promise<readonly Address[]> {
  const folders = await Promise.all(temporaryRoots().map(livingFolders));
  const lists = await Promise.all(folders.flat().map(addressesIn));
  return lists.flat();
}

interface OwnersFolder {
  readonly folder: string;
  /** Whether what stands at a port here is what stands there for the owner. */
  readonly isHere: boolean;
}

async function livingFolders(root: string): Promise<OwnersFolder[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => {
    const owner = entry.isDirectory() ? ownerOf(entry.name) : undefined;
    if (!owner || hasEnded(owner)) return [];
    return { folder: path.join(root, entry.name), isHere: sharesProcesses(owner) };
  });
}

async function addressesIn({ folder, isHere }: OwnersFolder): Promise<Address[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(ENDING)).map((name) => path.join(folder, name));
  const found = await Promise.all(
    files.map(async (file): Promise<Address | undefined> => {
      const url = await readAddress(file);
      // Of another container its own loopback may be meant, where the run lives on.
      return url === undefined ? undefined : { url, forget: () => isHere && remove(file) };
    }),
  );
  return found.filter((address) => address !== undefined);
}

/** Undefined for what is not a short file: a link, a pipe, a folder, or what has just gone. */
async function readAddress(file: string): Promise<string | undefined> {
  // Windows has neither, and no pipes among its files.
  const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  try {
    const handle = await open(file, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      if (!(await handle.stat()).isFile()) return undefined;
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(LARGEST_ADDRESS));
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It goes with its folder.
  }
}
