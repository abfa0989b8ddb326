/**
 * The buckets of the S3 stand-in: a folder below `.stepwise/s3` for each, a file for each object. What else an object has
 * stands beside them, in `.stepwise/s3/.facts/BUCKET/KEY.json`, as long as the file is the one that was written with it.
 */
import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { newerVersion } from '../core/fileVersion';
import { isJsonObject } from '../core/json';
import { phrase } from '../core/l10n/phrase';
import { MISSING, readRegularFile, readTextFile, reasonOf } from '../project';
import type { ObjectEntry, ObjectFacts, ObjectStore, StoredObject } from '../services/standins/s3';
import { compareKeys } from '../services/standins/s3/listing';
import {
  entityTag,
  fileOfObject,
  filesOfBucket,
  isMissing,
  LEADS_OUT,
  S3_FOLDER,
  staysInside,
  writePieces,
} from './s3Files';

/** Not a bucket: no name of one begins with a dot. */
const FACTS = '.facts';

const FACTS_VERSION = 1;

/** Bytes that are held at once. */
const LARGEST_OBJECT = 256 << 20;

/** As {@link FACTS} has it. */
interface WrittenFacts {
  readonly version: number;
  /** Of the file that it belongs to. */
  readonly size: number;
  readonly mtimeMs: number;
  readonly facts: ObjectFacts;
}

export class BucketFolders implements ObjectStore {
  /** @param declared names of the buckets that the project's templates have */
  constructor(
    private readonly projectRoot: string,
    private readonly declared: () => ReadonlySet<string>,
  ) {}

  async buckets(): Promise<readonly string[]> {
    const entries = await readdir(this.folderOf(), { withFileTypes: true }).catch(missingAsNone);
    const there = entries.filter((entry) => entry.isDirectory() && isBucketName(entry.name)).map(({ name }) => name);
    return [...new Set([...there, ...this.declared()])].sort(compareKeys);
  }

  async hasBucket(bucket: string): Promise<boolean> {
    if (!isBucketName(bucket)) return false;
    if (this.declared().has(bucket)) return true;
    const found = await stat(this.folderOf(bucket)).catch(() => undefined);
    return found?.isDirectory() === true;
  }

  async makeBucket(bucket: string): Promise<void> {
    if (!isBucketName(bucket)) throw new Error(phrase`A bucket cannot be called "${bucket}".`);
    await this.inside(this.folderOf(bucket));
    await mkdir(this.folderOf(bucket), { recursive: true });
  }

  async removeBucket(bucket: string): Promise<void> {
    await rmdir(this.folderOf(bucket)).catch(missingAsNone);
  }

  async list(bucket: string): Promise<readonly ObjectEntry[]> {
    const folder = await this.inside(this.folderOf(bucket));
    const files = await filesOfBucket(folder).catch(missingAsNone);
    const entries = files.map((file) => ({
      ...entryOf(file),
      etag: this.factsOf(bucket, file)?.ETag ?? entityTag(file),
    }));
    return entries.sort((one, other) => compareKeys(one.key, other.key)) as readonly ObjectEntry[];
  }

  async find(bucket: string, key: string): Promise<StoredObject | undefined> {
    const file = await this.fileOf(bucket, key);
    const found = await stat(file).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw cannot('read', file, error);
    });
    // A key that ends with a slash is a folder, as consoles make them.
    if (!found || found.isDirectory() !== key.endsWith('/')) return undefined;
    const { mtimeMs } = found;
    const size = found.isDirectory() ? 0 : found.size;
    const facts = this.factsOf(bucket, { key, size, mtimeMs }) ?? { ContentType: 'binary/octet-stream' };
    const etag = typeof facts.ETag === 'string' ? facts.ETag : entityTag({ size, mtimeMs });
    return { ...entryOf({ key, size, mtimeMs }), etag, facts };
  }

  async read(bucket: string, key: string): Promise<Buffer> {
    if (key.endsWith('/')) return Buffer.alloc(0);
    const file = await this.fileOf(bucket, key);
    const { bytes, reason } = readRegularFile(file, LARGEST_OBJECT);
    if (bytes === undefined) throw new Error(phrase`${file} cannot be read: ${reason}.`);
    return bytes;
  }

  async write(bucket: string, key: string, body: Buffer, facts: ObjectFacts): Promise<void> {
    const file = await this.fileOf(bucket, key);
    this.readFacts(bucket, key);
    try {
      if (key.endsWith('/')) {
        if (body.length > 0) throw new Error(phrase`a key that ends with / cannot have a body here`);
        await mkdir(file, { recursive: true });
        return;
      }
      await mkdir(path.dirname(file), { recursive: true });
      await writePieces(file, [body]);
      await this.writeFacts(file, { bucket, key, facts });
    } catch (error) {
      throw cannot('write', file, error);
    }
  }

  async keep(bucket: string, key: string, facts: ObjectFacts): Promise<void> {
    const file = await this.fileOf(bucket, key);
    this.readFacts(bucket, key);
    try {
      // A folder keeps nothing.
      if (!key.endsWith('/')) await this.writeFacts(file, { bucket, key, facts });
    } catch (error) {
      throw cannot('write', file, error);
    }
  }

  /** Of the object that a file has. */
  private async writeFacts(
    file: string,
    { bucket, key, facts }: { readonly bucket: string; readonly key: string; readonly facts: ObjectFacts },
  ): Promise<void> {
    const { size, mtimeMs } = await stat(file);
    const written: WrittenFacts = { version: FACTS_VERSION, size, mtimeMs, facts };
    const beside = this.factsFile(bucket, key);
    await mkdir(path.dirname(beside), { recursive: true });
    await writePieces(beside, [JSON.stringify(written)]);
  }

  async remove(bucket: string, key: string): Promise<void> {
    const file = await this.fileOf(bucket, key);
    try {
      if (key.endsWith('/')) await rmdir(file).catch(keptOrMissing);
      else await rm(file, { force: true }).catch(missingAsNone);
      await rm(this.factsFile(bucket, key), { force: true });
      await this.withoutEmptyFolders(path.dirname(file), this.folderOf(bucket));
    } catch (error) {
      throw cannot('write', file, error);
    }
  }

  /** S3 has no folders: what is left of one goes with its last object. */
  private async withoutEmptyFolders(folder: string, bucket: string): Promise<void> {
    for (let at = folder; at.length > bucket.length; at = path.dirname(at)) {
      const isGone = await rmdir(at).then(
        () => true,
        () => false,
      );
      if (!isGone) return;
    }
  }

  private folderOf(bucket = ''): string {
    return path.join(this.projectRoot, S3_FOLDER, bucket);
  }

  private async inside(file: string): Promise<string> {
    if (!(await staysInside(file, this.projectRoot))) throw new Error(phrase`${file} ${LEADS_OUT}`);
    return file;
  }

  /** @throws where no file can have the name of the key */
  private async fileOf(bucket: string, key: string): Promise<string> {
    const parts = key.replace(/\/$/, '').split('/');
    const file = parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))
      ? undefined
      : fileOfObject(this.projectRoot, bucket, key);
    if (file === undefined)
      throw new Error(phrase`The key "${key}" cannot be the name of a file below ${path.join(S3_FOLDER, bucket)}.`);
    return this.inside(file);
  }

  private factsFile(bucket: string, key: string): string {
    return path.join(this.folderOf(FACTS), bucket, `${key}.json`);
  }

  /** Undefined where the file has been changed by other hands. */
  private factsOf(
    bucket: string,
    { key, size, mtimeMs }: { readonly key: string; readonly size: number; readonly mtimeMs: number },
  ): ObjectFacts | undefined {
    const written = this.readFacts(bucket, key);
    return written?.size === size && written.mtimeMs === mtimeMs ? written.facts : undefined;
  }

  /** @throws where another version of Stepwise has written them */
  private readFacts(bucket: string, key: string): WrittenFacts | undefined {
    const file = this.factsFile(bucket, key);
    const { text, reason } = readTextFile(file);
    if (text === undefined) {
      if (reason === MISSING) return undefined;
      throw new Error(phrase`${file} cannot be read: ${reason}.`);
    }
    const written = parsed(text);
    const newer = newerVersion(written?.version, FACTS_VERSION);
    if (newer !== undefined) throw new Error(phrase`${file} is left as it is: ${newer}`);
    return written && isJsonObject(written.facts) ? written : undefined;
  }
}

function parsed(text: string): WrittenFacts | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? (value as unknown as WrittenFacts) : undefined;
  } catch {
    return undefined;
  }
}

/** Logical ids of a template are names here, too. */
function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,254}$/.test(name) && !name.includes('..');
}

function entryOf({ key, size, mtimeMs }: { readonly key: string; readonly size: number; readonly mtimeMs: number }) {
  return { key, size, modified: Math.floor(mtimeMs) };
}

function missingAsNone(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}

/** A folder that holds other objects stays for them. */
function keptOrMissing(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOTEMPTY' && code !== 'EEXIST') missingAsNone(error);
}

function cannot(what: 'read' | 'write', file: string, error: unknown): Error {
  const why = error instanceof Error && !('code' in error) ? error.message : reasonOf(error);
  return new Error(
    what === 'read' ? phrase`${file} cannot be read: ${why}.` : phrase`${file} cannot be written: ${why}.`,
  );
}
