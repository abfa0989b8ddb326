import path from 'node:path';
import type { Files } from '../../files';

export const MANIFEST = 'manifest.json';
/** A file of this name marks a folder as a cloud assembly. */
const MARK = 'cdk.out';

/** Whether a folder holds what the CDK writes when it synthesizes an app. */
export function isAssembly(folder: string, files: Files): boolean {
  return files.isFile(path.join(folder, MANIFEST)) && files.isFile(path.join(folder, MARK));
}
