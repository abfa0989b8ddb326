import { mkdir } from 'node:fs/promises';
import path from 'node:path';
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

/** S3 as a Distributed Map sees it: a bucket is a folder below the project's `.stepwise/s3`, a key a path in it. */
export interface LocalS3 {
  readItems(call: ItemReaderCall): Promise<ItemReaderOutcome & { readonly isMissing?: true }>;
  writeResults(call: ResultWriterCall): Promise<TaskOutcome>;
}

/** @param platform whose names of files hold */
export function createLocalS3(projectRoot: string, platform: NodeJS.Platform = process.platform): LocalS3 {
  const fileOf = (bucket: string, key: string): string | undefined => fileOfObject(projectRoot, bucket, key, platform);

  return {
    async readItems({ resource, input, state }) {
      const { Bucket: bucket, Key: key = '', Prefix: prefix = '' } = isJsonObject(input) ? input : {};
      const isListing = resource.includes(':listObjectsV2');
      const file = typeof bucket === 'string' && typeof key === 'string' ? fileOf(bucket, key) : undefined;
      const where = path.join(S3_FOLDER, String(bucket), String(key));
      const sentence = (words: string): string => `State "${state.name}" reads its items from ${words}`;
      const unreadable = (words: string): Extract<TaskOutcome, { type: 'failure' }> => ({
        type: 'failure',
        error: 'States.ItemReaderFailed',
        cause: sentence(words),
      });
      const missing = () => ({ ...unreadable(`${where}, ${NOT_THERE}`), isMissing: true }) as const;
      if (file === undefined) return unreadable(`${String(bucket)}/${String(key)}, which is not below ${S3_FOLDER}.`);
      try {
        if (!(await staysInside(file, projectRoot))) return unreadable(`${where}, which ${LEADS_OUT}`);
        if (isListing) return { type: 'success', output: await listing(file, String(prefix)) };
        const reason = problemOfFile(file);
        if (reason === MISSING) return missing();
        if (reason !== undefined) return unreadable(`${where}, which cannot be read: ${reason}.`);
        return {
          type: 'success',
          output: itemFile(file, (why) => sentence(`${where}, which cannot be read: ${why}.`)),
        };
      } catch (error) {
        return isMissing(error) ? missing() : unreadable(`${where}, which cannot be read: ${reasonOf(error)}.`);
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

function unwritable(cause: string): TaskOutcome {
  return { type: 'failure', error: 'States.ResultWriterFailed', cause };
}

/** The objects below a prefix, as the map's items: by key, with the fields ListObjectsV2 gives (recorded). */
async function listing(folder: string, prefix: string): Promise<Json> {
  const files = await filesOfBucket(folder, prefix);
  const byKey = files.sort((one, other) => (one.key < other.key ? -1 : 1));
  return byKey.map((file) => ({
    Etag: entityTag(file),
    LastModified: Math.floor(file.mtimeMs / 1000),
    Key: file.key,
    Size: file.size,
    StorageClass: 'STANDARD',
  }));
}
