import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isAnotherOnWindows } from '../core/escape/fileName';
import type {
  ItemFile,
  ItemReaderCall,
  ItemReaderOutcome,
  ResultWriterCall,
  TaskOutcome,
} from '../core/interpreter/host';
import type { Json } from '../core/json';
import { isJsonObject } from '../core/json';
import { MISSING, problemOfFile, reasonOf } from '../project';
import { decompressed } from './decompressed';

/** S3 as a Distributed Map sees it: a bucket is a folder below the project's `.stepwise/s3`, a key a path in it. */
export interface LocalS3 {
  readItems(call: ItemReaderCall): Promise<ItemReaderOutcome>;
  writeResults(call: ResultWriterCall): Promise<TaskOutcome>;
}

export const S3_FOLDER = path.join('.stepwise', 's3');

/** @param platform whose names of files hold */
export function createLocalS3(projectRoot: string, platform: NodeJS.Platform = process.platform): LocalS3 {
  /** Undefined for a key that leads out of its bucket, or to something that is not a file of that name. */
  const fileOf = (bucket: string, key: string): string | undefined => {
    if (platform === 'win32' && [bucket, ...key.split(/[\\/]/)].some(isAnotherOnWindows)) return undefined;
    const root = path.join(projectRoot, S3_FOLDER);
    const folder = path.join(root, bucket);
    const file = path.join(folder, key);
    return isBelow(folder, root) && (file === folder || isBelow(file, folder)) ? file : undefined;
  };

  return {
    async readItems({ resource, input, state }) {
      const { Bucket: bucket, Key: key = '', Prefix: prefix = '' } = isJsonObject(input) ? input : {};
      const isListing = resource.includes(':listObjectsV2');
      const file = typeof bucket === 'string' && typeof key === 'string' ? fileOf(bucket, key) : undefined;
      const where = path.join(S3_FOLDER, String(bucket), String(key));
      const sentence = (words: string): string => `State "${state.name}" reads its items from ${words}`;
      const unreadable = (words: string): TaskOutcome => ({
        type: 'failure',
        error: 'States.ItemReaderFailed',
        cause: sentence(words),
      });
      if (file === undefined) return unreadable(`${String(bucket)}/${String(key)}, which is not below ${S3_FOLDER}.`);
      try {
        if (!(await staysInside(file, projectRoot))) return unreadable(`${where}, which ${LEADS_OUT}`);
        if (isListing) return { type: 'success', output: await listing(file, String(prefix)) };
        const reason = problemOfFile(file);
        if (reason === MISSING) return unreadable(`${where}, ${NOT_THERE}`);
        if (reason !== undefined) return unreadable(`${where}, which cannot be read: ${reason}.`);
        return {
          type: 'success',
          output: itemFile(file, (why) => sentence(`${where}, which cannot be read: ${why}.`)),
        };
      } catch (error) {
        return unreadable(
          isMissing(error) ? `${where}, ${NOT_THERE}` : `${where}, which cannot be read: ${reasonOf(error)}.`,
        );
      }
    },
    async writeResults({ bucket, files }) {
      for (const { key, pieces } of files) {
        const file = fileOf(bucket, key);
        if (file === undefined) return unwritable(`${bucket}/${key} is not below ${S3_FOLDER}.`);
        try {
          // Asked before a folder is made: it would be made out there.
          if (!(await staysInside(file, projectRoot))) return unwritable(`${file} ${LEADS_OUT}`);
          await mkdir(path.dirname(file), { recursive: true });
          await writePieces(file, pieces);
        } catch (error) {
          return unwritable(`${file} cannot be written: ${reasonOf(error)}.`);
        }
      }
      return { type: 'success', output: {} };
    },
  };
}

const NOT_THERE = 'which does not exist in this project. Put the items there, or add a mock to .vscode/stepwise.json.';

/** @param sentence why it cannot be read */
function itemFile(file: string, sentence: (why: string) => string): ItemFile {
  return {
    async *pieces() {
      try {
        yield* decompressed(file);
      } catch (error) {
        throw new Error(sentence(reasonOf(error)));
      }
    },
  };
}

const LEADS_OUT = 'leads out of the project through a link. Copy the files into the folder instead.';

function unwritable(cause: string): TaskOutcome {
  return { type: 'failure', error: 'States.ResultWriterFailed', cause };
}

function isBelow(file: string, folder: string): boolean {
  return (file + path.sep).startsWith(folder + path.sep) && file !== folder;
}

/** Links are followed within the project alone: a cloned project must not read or write what lies elsewhere. */
async function staysInside(file: string, projectRoot: string): Promise<boolean> {
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

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** An object is there as a whole or not at all, as in S3: what a full disk took of it goes away again. */
async function writePieces(file: string, pieces: readonly string[]): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  const handle = await open(draft, 'w');
  try {
    // Several at once, and yet not all: that may be more than one text can hold.
    for (let at = 0; at < pieces.length; at += PIECES_AT_ONCE) {
      await handle.appendFile(pieces.slice(at, at + PIECES_AT_ONCE).join(''));
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

/** The objects below a prefix, as the map's items: by key, with the fields ListObjectsV2 gives (recorded). */
async function listing(folder: string, prefix: string): Promise<Json> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(folder, path.join(parentOf(entry), entry.name))
        .split(path.sep)
        .join('/'),
    )
    .filter((key) => key.startsWith(prefix))
    .sort();
  const objects: Json[] = [];
  for (const key of keys) {
    const { size, mtimeMs } = await stat(path.join(folder, key));
    objects.push({
      Etag: entityTag(`${size} ${mtimeMs}`),
      LastModified: Math.floor(mtimeMs / 1000),
      Key: key,
      Size: size,
      StorageClass: 'STANDARD',
    });
  }
  return objects;
}

/** Another one whenever the object changes; S3 promises no more of it. */
function entityTag(of: string): string {
  return `"${createHash('md5').update(of).digest('hex')}"`;
}

/** Node before 20.12 calls it `path`. */
function parentOf(entry: Dirent): string {
  return entry.parentPath ?? (entry as unknown as { path: string }).path;
}
