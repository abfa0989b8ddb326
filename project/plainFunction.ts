import path from 'node:path';
import { saysNothing } from '../core/handlers/fileNames';
import type { Files } from './files';
import { withoutEnding } from './handlerFile';
import { importRoot } from './imports';
import type { ProjectFunction } from './project';

/** The name of a file's only function: that of the file, or of its folder where the file is called `index` and the like. */
export function nameOfFile(file: string): string {
  const base = path.basename(file, path.extname(file));
  return saysNothing(base) ? path.basename(path.dirname(file)) : base;
}

/**
 * A function that nothing but its file tells of.
 *
 * @param exported its name, and the zero-based line where it is written
 * @param names by which a Task may mean it, the first is its own; default: the export's
 */
export function plainFunction(
  file: string,
  exported: { readonly name: string; readonly line?: number },
  files: Files,
  names: readonly [string, ...string[]] = [exported.name === 'default' ? nameOfFile(file) : exported.name],
): ProjectFunction {
  const codeDir = importRoot(file, files);
  const module = path.relative(codeDir, withoutEnding(file)).replaceAll(path.sep, '/');
  return {
    name: names[0],
    names: [...new Set(names)],
    codeDir,
    file,
    exportName: exported.name,
    handler: `${module}.${exported.name}`,
    environment: {},
    // No template says it: long enough not to be in the way.
    timeout: 30,
    // Nor this: what Lambda gives where a template says nothing would be little for what people try here.
    memorySize: 1024,
    source: { file, line: exported.line ?? 0 },
  };
}
