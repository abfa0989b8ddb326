import path from 'node:path';
import type { Files } from '../../files';

/** The branch of the repository around a folder; undefined where it is on none. */
export function currentBranch(folder: string, files: Files): string | undefined {
  for (let above = folder; ; above = path.dirname(above)) {
    const { text } = files.read(path.join(above, '.git', 'HEAD'));
    if (text !== undefined) return /^ref: refs\/heads\/(.+)$/m.exec(text)?.[1];
    if (path.dirname(above) === above) return undefined;
  }
}
