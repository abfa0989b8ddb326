import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ItemReaderCall, ResultWriterCall, TaskOutcome } from '../core/interpreter/host';
import type { Json } from '../core/json';
import { isJsonObject } from '../core/json';

/** S3 as a Distributed Map sees it: a bucket is a folder below the project's `.stepwise/s3`, a key a path in it. */
export interface LocalS3 {
  readItems(call: ItemReaderCall): Promise<TaskOutcome>;
  writeResults(call: ResultWriterCall): Promise<TaskOutcome>;
}

export const S3_FOLDER = path.join('.stepwise', 's3');

export function createLocalS3(projectRoot: string): LocalS3 {
  /** Undefined for a key that leads out of its bucket. */
  const fileOf = (bucket: string, key: string): string | undefined => {
    const root = path.join(projectRoot, S3_FOLDER);
    const folder = path.join(root, bucket);
    const file = path.join(folder, key);
    return folder.startsWith(root + path.sep) && (file + path.sep).startsWith(folder + path.sep) ? file : undefined;
  };

  return {
    async readItems({ resource, input, state }) {
      const { Bucket: bucket, Key: key = '', Prefix: prefix = '' } = isJsonObject(input) ? input : {};
      const isListing = resource.includes(':listObjectsV2');
      const file = typeof bucket === 'string' && typeof key === 'string' ? fileOf(bucket, key) : undefined;
      const where = path.join(S3_FOLDER, String(bucket), String(key));
      const missing: TaskOutcome = {
        type: 'failure',
        error: 'States.ItemReaderFailed',
        cause: `State "${state.name}" reads its items from ${where} of the project: put them there, or add a mock to .vscode/stepwise.json.`,
      };
      if (file === undefined) return missing;
      try {
        if (isListing) return { type: 'success', output: await listing(file, String(prefix)) };
        return { type: 'success', output: await readFile(file, 'utf8') };
      } catch {
        return missing;
      }
    },
    async writeResults({ bucket, files }) {
      for (const { key, body } of files) {
        const file = fileOf(bucket, key);
        if (file === undefined) {
          const cause = `${bucket}/${key} is no place below ${S3_FOLDER}.`;
          return { type: 'failure', error: 'States.ResultWriterFailed', cause };
        }
        try {
          await mkdir(path.dirname(file), { recursive: true });
          await writeFile(file, body);
        } catch (error) {
          const cause = `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
          return { type: 'failure', error: 'States.ResultWriterFailed', cause };
        }
      }
      return { type: 'success', output: {} };
    },
  };
}

/** The objects below a prefix, as the map's items: by key, with the fields ListObjectsV2 gives. */
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
  return Promise.all(
    keys.map(async (key) => {
      const { size, mtimeMs } = await stat(path.join(folder, key));
      return { Etag: '', Key: key, LastModified: Math.floor(mtimeMs / 1000), Size: size, StorageClass: 'STANDARD' };
    }),
  );
}

/** Node before 20.12 calls it `path`. */
function parentOf(entry: Dirent): string {
  return entry.parentPath ?? (entry as unknown as { path: string }).path;
}
