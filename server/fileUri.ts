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

/** Whether a path is that of a folder, or of something in it at any depth. */
export function isBelow(file: string, folder: string): boolean {
  const [below, above] = [spelled(file), spelled(folder)];
  return below === above || below.startsWith(above.endsWith(path.sep) ? above : above + path.sep);
}

/** As it is compared: Windows writes paths in either case. */
export function spelled(file: string): string {
  const resolved = path.resolve(file);
  return process.platform === 'win32' ? resolved.toLowerCase() : resolved;
}

export function samePath(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return spelled(left) === spelled(right);
}
