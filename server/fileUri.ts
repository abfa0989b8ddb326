/** File URIs and paths. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of a `file:` URI; undefined for an untitled or remote document. */
export function filePathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A file URI with a host has no path here.
    return undefined;
  }
}

/** Windows writes the drive's letter in either case. */
export function samePath(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const [a, b] = [path.resolve(left), path.resolve(right)];
  return a === b || (process.platform === 'win32' && a.toLowerCase() === b.toLowerCase());
}
