import path from 'node:path';

/** `//`, `/./`, `/../`, and each of them at the end. */
const UNRESOLVED = /\/\.{0,2}(?:\/|$)/;

/** Whether `path.resolve` would leave a path as it is: most are so, and resolving is slow. Never said of Windows' paths. */
export function isResolved(file: string): boolean {
  return path.sep === '/' && file.startsWith('/') && !UNRESOLVED.test(file);
}
