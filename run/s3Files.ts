/** The files below `.stepwise/s3`: which file an object is, what may be reached, how one is written. */
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isAnotherOnWindows } from '../core/escape/fileName';

export const S3_FOLDER = path.join('.stepwise', 's3');

export const LEADS_OUT = 'leads out of the project through a link. Copy the files into the folder instead.';

/**
 * The file of an object; undefined for a key that leads out of its bucket, or to something that is not a file of that name.
 *
 * @param platform whose names of files hold
 */
export function fileOfObject(
  projectRoot: string,
  bucket: string,
  key: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (platform === 'win32' && [bucket, ...key.split(/[\\/]/)].some(isAnotherOnWindows)) return undefined;
  const root = path.join(projectRoot, S3_FOLDER);
  const folder = path.join(root, bucket);
  const file = path.join(folder, key);
  return isBelow(folder, root) && (file === folder || isBelow(file, folder)) ? file : undefined;
}

function isBelow(file: string, folder: string): boolean {
  return (file + path.sep).startsWith(folder + path.sep) && file !== folder;
}

/** Links are followed within the project alone: a cloned project must not read or write what lies elsewhere. */
export async function staysInside(file: string, projectRoot: string): Promise<boolean> {
  const root = await realpath(projectRoot);
  for (let place = file; ; place = path.dirname(place)) {
    try {
      const real = await realpath(place);
      return real === root || isBelow(real, root);
    } catch (error) {
      // What is not there yet will be below the nearest folder that is.
      if (!isMissing(error) || place === path.dirname(place)) throw error;
    }
  }
}

export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** An object is there as a whole or not at all, as in S3: what a full disk took of it goes away again. */
export async function writePieces(file: string, pieces: readonly (string | Uint8Array)[]): Promise<void> {
  // Two calls may write the same object at the same time: one after the other.
  const before = writing.get(file) ?? Promise.resolve();
  const own = before.catch(() => undefined).then(() => writeWhole(file, pieces));
  writing.set(file, own);
  try {
    await own;
  } finally {
    if (writing.get(file) === own) writing.delete(file);
  }
}

const writing = new Map<string, Promise<void>>();

async function writeWhole(file: string, pieces: readonly (string | Uint8Array)[]): Promise<void> {
  const draft = `${file}${DRAFT_ENDING}`;
  const handle = await open(draft, 'w');
  try {
    // Several at once, and yet not all: that may be more than one text can hold.
    for (let at = 0; at < pieces.length; at += PIECES_AT_ONCE) {
      const some = pieces.slice(at, at + PIECES_AT_ONCE);
      if (some.every((piece) => typeof piece === 'string')) await handle.appendFile(some.join(''));
      else for (const piece of some) await handle.appendFile(piece);
    }
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

const PIECES_AT_ONCE = 1000;
const DRAFT_ENDING = `.${process.pid}.tmp`;

export interface FileOfBucket {
  readonly key: string;
  readonly size: number;
  /** Milliseconds since the epoch, with parts of one. */
  readonly mtimeMs: number;
}

/** The files below a bucket's folder whose keys have a prefix, in no order. */
export async function filesOfBucket(folder: string, prefix = ''): Promise<FileOfBucket[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(folder, path.join(parentOf(entry), entry.name))
        .split(path.sep)
        .join('/'),
    )
    .filter((key) => key.startsWith(prefix) && !key.endsWith(DRAFT_ENDING));
  const found: FileOfBucket[] = [];
  for (const key of keys) {
    const { size, mtimeMs } = await stat(path.join(folder, key));
    found.push({ key, size, mtimeMs });
  }
  return found;
}

/** Another one whenever the object changes; S3 promises no more of it. */
export function entityTag({ size, mtimeMs }: Pick<FileOfBucket, 'size' | 'mtimeMs'>): string {
  return `"${createHash('md5').update(`${size} ${mtimeMs}`).digest('hex')}"`;
}

/** Node before 20.12 calls it `path`. */
function parentOf(entry: Dirent): string {
  return entry.parentPath ?? (entry as unknown as { path: string }).path;
}
