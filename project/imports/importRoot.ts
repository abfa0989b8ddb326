import path from 'node:path';
import { languageOf, languageOfFile } from '../../core/handlers';
import type { Files } from '../files';
import { pythonModule } from './pythonModule';
import { pythonImports } from './specifiers';

/** Packages within packages. */
const MOST_FOLDERS = 8;

/**
 * The folder that a source file's own imports are written for, where no deployment file says it: that of the file, or the one
 * above its package where it imports relatively, or by the name of a package that it lies in (`from shop.orders import …`); in
 * folders that are no packages the nearest in which a module lies that its own folder has not.
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
  if (packages.length === 0) return marks.length > 0 ? rootOfModules(file, files) : own;
  const imported = (files.readSource(file) ?? '').matchAll(/^[ \t]*(?:from|import)[ \t]+(\.|\w+)/gm);
  return [...imported].some(([, name = '']) => name === '.' || packages.includes(name)) ? root : own;
}

function rootOfModules(file: string, files: Files): string {
  const own = path.dirname(file);
  const named = pythonImports(files.readSource(file) ?? '').filter((module) => !module.startsWith('.'));
  const isIn = (root: string, module: string): boolean => pythonModule(module, file, [root], files) !== undefined;
  const elsewhere = named.filter((module) => !isIn(own, module));
  let root = own;
  for (let count = 0; elsewhere.length > 0 && count < MOST_FOLDERS; count++) {
    // What lies above a repository is other people's.
    if (files.exists(path.join(root, '.git')) || path.dirname(root) === root) break;
    root = path.dirname(root);
    if (elsewhere.some((module) => isIn(root, module))) return root;
  }
  return own;
}
