/** Tells whether the code a warm process has loaded is still what lies on disk. */
// At once: to begin with other threads takes longer than to list the few folders of a handler.
import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { FunctionSpec } from './lambda';
import type { Mount } from './layers/layer';

/** More files than a handler's folder has; a stray project root must not cost seconds. */
const LIMIT = 500;
const SKIPPED = new Set(['node_modules', '__pycache__', 'venv', 'site-packages', 'dist-info', 'cdk.out']);

/** The handler's file and those of its code folders and its layers with these endings, breadth first. */
export function sourceFiles(
  spec: FunctionSpec,
  extensions: readonly string[],
  mounts: readonly Mount[] = [],
): string[] {
  const files = [spec.file];
  const folders = [...(spec.rootDirs ?? [spec.codeDir]), ...mounts.map(({ dir }) => dir)];
  for (let folder = folders.shift(); folder && files.length < LIMIT; folder = folders.shift()) {
    for (const entry of entriesOf(folder)) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name) && folders.length < LIMIT) {
        folders.push(file);
      } else if (entry.isFile() && extensions.includes(path.extname(entry.name)) && file !== spec.file) {
        files.push(file);
      }
    }
  }
  return files.slice(0, LIMIT);
}

/** Of a folder that cannot be listed: none. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Equal as long as none of the files was written. */
export function sourceStamp(files: readonly string[]): string {
  return files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join();
}
