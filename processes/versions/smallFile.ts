import { readFileSync, statSync } from 'node:fs';

const MOST_BYTES = 1 << 20;

/** The text of a regular file of the user's that is small; undefined where there is none, or it may not be read. */
export function smallFile(file: string): string | undefined {
  try {
    const about = statSync(file);
    return about.isFile() && about.size <= MOST_BYTES ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
