/** Whether JavaScript is written for a bundler: whether it imports what Node.js alone does not find, or cannot read. */
import path from 'node:path';
import { languageOf } from '../../core/handlers';
import type { Files } from '../files';
import { foldersAbove } from '../foldersUp';
import { javascriptModule } from './javascriptModule';
import { javascriptSpecifiers } from './specifiers';

/** Files of one handler that are looked into. */
const MOST_FILES = 60;
/** Bytes: what is longer is a bundle already. */
const LONGEST = 200_000;

/** `@type {import('./types').Order}` of a comment: nothing is loaded by it. */
const DOCUMENTED_TYPE = /@\w+\s{0,9}\{[^\n]{0,300}?\}/g;
const MODULE_SYNTAX = /^[ \t]*(?:import\b(?!\s*\()|export\b)/m;
/** An element behind what may stand before an expression. */
const JSX = /(?:return|=>|[=(?:,&])\s*<(?:[A-Za-z][\w.]*(?:\s[^<>]*)?)?\/?>/;

/** @param file absolute path of the handler's file, which is JavaScript */
export function needsBundler(file: string, files: Files): boolean {
  const found = new Set([file]);
  for (const each of found) {
    const text = files.read(each, LONGEST).text ?? '';
    if (/["'](?:react|preact)["']/.test(text) && JSX.test(text)) return true;
    for (const specifier of javascriptSpecifiers(text.replace(DOCUMENTED_TYPE, ''))) {
      const target = javascriptModule(specifier, each, files);
      if (target === undefined) continue;
      if (!loads(specifier, each, target, MODULE_SYNTAX.test(text), files)) return true;
      if (found.size < MOST_FILES && /\.[cm]?js$/.test(target)) found.add(target);
    }
  }
  return false;
}

/** Whether Node.js finds and reads it by itself. */
function loads(specifier: string, from: string, target: string, isModule: boolean, files: Files): boolean {
  const ending = path.extname(target);
  if (languageOf('node').sourceEndings.includes(ending)) return false;
  const folder = path.dirname(from);
  // `import` names its files whole.
  if (specifier.startsWith('.')) return !isModule || path.resolve(folder, specifier) === target;
  return specifier.startsWith('#') || path.isAbsolute(specifier) || isInstalled(specifier, folder, files);
}

function isInstalled(specifier: string, from: string, files: Files): boolean {
  const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  return foldersAbove(from, Infinity).some(
    (at) =>
      files.exists(path.join(at, 'node_modules', name)) ||
      (files.isFile(path.join(at, 'package.json')) && ownName(at, files) === name),
  );
}

function ownName(folder: string, files: Files): string | undefined {
  return /"name"\s*:\s*"([^"]+)"/.exec(files.read(path.join(folder, 'package.json')).text ?? '')?.[1];
}
