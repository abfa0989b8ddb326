/** The source files that a handler is made of: its own, and those of the project that it imports, and so on. */
import path from 'node:path';
import { endingsOf, languageOfFile } from '../../core/handlers';
import type { Files } from '../../project';

/** A handler that imports more than these of its own project brings what all of them do. */
const MOST_SOURCES = 500;

const JS_IMPORT = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"](\.{1,2}\/[^'"\n]*|\.{1,2})['"]/g;
const PYTHON_IMPORT = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+([\w, \t()*]*)|import[ \t]+([\w., \t]+))/gm;

/**
 * @param file absolute path of the handler
 * @param codeDir what Python looks for modules in
 * @returns the texts, the handler's own first
 */
export function sourcesOf(
  { file, codeDir }: { readonly file: string; readonly codeDir: string },
  files: Files,
): string[] {
  const waiting = [file];
  const seen = new Set(waiting);
  const texts: string[] = [];
  for (let next = waiting.shift(); next !== undefined && seen.size <= MOST_SOURCES; next = waiting.shift()) {
    const text = files.readSource(next) ?? '';
    texts.push(text);
    const imported =
      languageOfFile(next) === 'python'
        ? pythonModules(text, next, codeDir)
        : [...text.matchAll(JS_IMPORT)].map(([, to = '']) => path.resolve(path.dirname(next!), to));
    for (const module of imported) {
      const found = fileOfModule(module, languageOfFile(next) === 'python', files);
      if (found === undefined || seen.has(found)) continue;
      seen.add(found);
      waiting.push(found);
    }
  }
  return texts;
}

/** `from .a import b` may mean the module `b` of the package `a`, or a name in it. */
function pythonModules(text: string, file: string, codeDir: string): string[] {
  return [...text.matchAll(PYTHON_IMPORT)].flatMap(([, from, names = '', plain = '']) => {
    if (from === undefined)
      return plain.split(',').flatMap((name) => inFolders(moduleOf(name.trim().split(/\s/)[0]!), file, codeDir));
    const dots = /^\.*/.exec(from)![0].length;
    const module = moduleOf(from.slice(dots));
    const bases =
      dots === 0
        ? inFolders(module, file, codeDir)
        : [path.resolve(path.dirname(file), '../'.repeat(dots - 1), module)];
    const parts = names
      .replace(/[()]/g, '')
      .split(',')
      .map((name) => name.trim().split(/\s/)[0]!);
    return bases.flatMap((base) => [
      base,
      ...parts.filter((name) => /^\w+$/.test(name)).map((name) => path.join(base, name)),
    ]);
  });
}

function moduleOf(dotted: string): string {
  return dotted.replaceAll('.', '/');
}

function inFolders(module: string, file: string, codeDir: string): string[] {
  return [...new Set([codeDir, path.dirname(file)])].map((folder) => path.join(folder, module));
}

function fileOfModule(module: string, isPython: boolean, files: Files): string | undefined {
  if (isPython) return [`${module}.py`, path.join(module, '__init__.py')].find((each) => files.isFile(each));
  const all = endingsOf('node');
  // TypeScript names the file that it will become.
  const bare = module.replace(/\.[cm]?js$/, '');
  return [module, ...all.map((end) => bare + end), ...all.map((end) => path.join(module, `index${end}`))].find((each) =>
    files.isFile(each),
  );
}
