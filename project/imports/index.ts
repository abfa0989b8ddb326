/** The one door to where an import of the user's code leads. */
import path from 'node:path';
import type { CodeFile } from '../../core/handlers/dataReads';
import { languageOfFile } from '../../core/handlers';
import type { Files } from '../files';
import { needsBundler } from './bundlerNeeded';
import { javascriptModule } from './javascriptModule';
import { pythonModule } from './pythonModule';
import { javascriptSpecifiers, pythonImports } from './specifiers';

export { importRoot } from './importRoot';
export { ownPythonFolders } from './pythonPackages';

/** Where modules are looked for that are named by no path. */
export interface ImportPlaces {
  /** Absolute: folders in which Python has modules, the first first; that of the importing file comes behind them. */
  readonly roots: readonly string[];
}

/** The file of the project's own that an import leads to; undefined where it is none of the project's. @param from absolute */
export function moduleFile(specifier: string, from: string, { roots }: ImportPlaces, files: Files): string | undefined {
  return languageOfFile(from) === 'python'
    ? pythonModule(specifier, from, [...roots, path.dirname(from)], files)
    : javascriptModule(specifier, from, files);
}

/** All files of the project's own that one imports, in the order of its words. */
export function importedFiles({ file, text }: CodeFile, places: ImportPlaces, files: Files): string[] {
  const named = languageOfFile(file) === 'python' ? pythonImports(text) : javascriptSpecifiers(text);
  return named.flatMap((each) => moduleFile(each, file, places, files) ?? []);
}

/** Of JavaScript and TypeScript, for whoever bundles them. */
export interface ModuleFinder {
  /** As {@link moduleFile}. */
  find(specifier: string, from: string): string | undefined;
  /** As {@link needsBundler}. */
  needsBundler(file: string): boolean;
}

export function moduleFinder(files: Files): ModuleFinder {
  return {
    find: (specifier, from) => javascriptModule(specifier, from, files),
    needsBundler: (file) => needsBundler(file, files),
  };
}
