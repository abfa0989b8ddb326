import path from 'node:path';
import { isDefinitionFile, machineNameOf } from '../definitionFile';
import { filesBelow } from '../files';
import type { Files } from '../files';
import type { ProjectFunction, ProjectMachine } from '../project';
import type { ReaderResult } from './reader';

/** File names that say nothing of their own: the folder's name is the function's. */
const PLAIN_NAMES = new Set(['index', 'app', 'handler', 'main', 'lambda', 'lambda_function']);
const HANDLER_FILE = /\.(js|mjs|cjs|ts|mts|cts|py)$/;
const NOT_A_HANDLER = /(\.(test|spec|config|d)\.[a-z]+$)|(^|[\\/])(test|tests|__tests__|spec)[\\/]/;

/**
 * What a file exports under Lambda's usual names, in the spellings of CommonJS, ES modules and Python. No pattern looks
 * at a place of the text more than a few times, whatever the text.
 */
const EXPORTED = [
  /^[ \t]*(?:module\.)?exports\.(handler|lambdaHandler)\s*=/m,
  /^[ \t]*export\s+(?:async\s+)?(?:const|let|var|function)\s+(handler|lambdaHandler)\b/m,
  /^(?:async\s+)?def\s+(handler|lambda_handler)\s*\(/m,
];

/** `module.exports = { … }` and `export { … }`. */
const EXPORT_LIST = /^[ \t]*(?:module\.exports\s*=\s*|export\s*)\{([^}]*)/gm;

interface Exported {
  readonly name: string;
  readonly index: number;
}

function exportedIn(text: string): Exported | undefined {
  for (const pattern of EXPORTED) {
    const match = pattern.exec(text);
    if (match) return { name: match[1]!, index: match.index };
  }
  for (const { 1: names = '', index } of text.matchAll(EXPORT_LIST)) {
    const name = /\b(handler|lambdaHandler)\b/.exec(names)?.[1];
    if (name !== undefined) return { name, index };
  }
  return undefined;
}

/**
 * A folder without a template: definitions by their file's name, functions by the files that export a handler. Source
 * files are read when the functions are first asked for: a crowded folder has thousands of them.
 */
export function readPlainFolder(folder: string, files: Files): ReaderResult {
  const machines: ProjectMachine[] = [];
  const sources: string[] = [];
  for (const file of filesBelow(files, folder)) {
    if (isDefinitionFile(file)) machines.push(plainMachine(file));
    else if (HANDLER_FILE.test(file) && !NOT_A_HANDLER.test(path.relative(folder, file))) sources.push(file);
  }
  let functions: readonly ProjectFunction[] | undefined;
  return {
    get functions() {
      return (functions ??= sources.flatMap((file) => plainFunction(file, files) ?? []));
    },
    machines,
    problems: [],
    searched: [folder],
  };
}

/** A definition that no template declares. */
export function plainMachine(file: string): ProjectMachine {
  return { name: machineNameOf(file), file, type: 'STANDARD', substitutions: {}, source: { file, line: 0 } };
}

/** A handler that no template declares; undefined where the file exports none under a usual name. */
export function plainFunction(file: string, files: Files): ProjectFunction | undefined {
  const text = files.readSource(file) ?? '';
  const exported = exportedIn(text);
  if (!exported) return undefined;
  const exportName = exported.name;
  const base = path.basename(file, path.extname(file));
  const name = PLAIN_NAMES.has(base) ? path.basename(path.dirname(file)) : base;
  return {
    name,
    names: [name],
    codeDir: path.dirname(file),
    file,
    exportName,
    handler: `${base}.${exportName}`,
    environment: {},
    // No template says it: long enough not to be in the way.
    timeout: 30,
    memorySize: 128,
    source: { file, line: text.slice(0, exported.index).split('\n').length - 1 },
  };
}
