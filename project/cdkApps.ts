import type { Files } from './files';
import { readApp } from './readers/cdk/app';
import { markedFoldersBelow } from './stackFolders';

/** Folders of the CDK apps that a folder holds, absolute: itself where it is one, else those below it, the nearest first. */
export function cdkApps(root: string, files: Files): readonly string[] {
  return readApp(root, files) ? [root] : markedFoldersBelow(root, files).filter((folder) => readApp(folder, files));
}
