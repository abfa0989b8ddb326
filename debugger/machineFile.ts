/** The file a machine is written in. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine } from '../core/model';

/** The file a machine was read from. */
export function fileOf(machine: Machine): string {
  const { uri } = machine.document;
  return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
}

/** One spelling per file: Windows forgets case, and editors disagree on the drive's letter. */
export function normalizeFile(file: string, paths: path.PlatformPath = path): string {
  const resolved = paths.resolve(file);
  return paths.sep === '\\' ? resolved.toLowerCase() : resolved;
}
