import path from 'node:path';
import { languageOf, languageOfFile } from '../../core/handlers';
import type { Files } from '../files';

/** Packages within packages. */
const MOST_FOLDERS = 8;

/**
 * The folder that a source file's own imports are written for, where no deployment file says it: that of the file, or the one
 * above its package where it imports relatively, or by the name of a package that it lies in (`from shop.orders import …`).
 *
 * @returns absolute
 */
export function importRoot(file: string, files: Files): string {
  const own = path.dirname(file);
  const id = languageOfFile(file);
  const marks = id === undefined ? [] : languageOf(id).initFiles;
  const packages: string[] = [];
  let root = own;
  while (packages.length < MOST_FOLDERS && marks.some((mark) => files.isFile(path.join(root, mark)))) {
    packages.push(path.basename(root));
    root = path.dirname(root);
  }
  if (packages.length === 0) return own;
  const imported = (files.readSource(file) ?? '').matchAll(/^[ \t]*(?:from|import)[ \t]+(\.|\w+)/gm);
  return [...imported].some(([, name = '']) => name === '.' || packages.includes(name)) ? root : own;
}
