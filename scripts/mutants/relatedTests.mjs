/** Which tests of its own room reach a file, the nearest first: by imports, and by the paths that tests hand to a bundler. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { roomOf } from './rooms.mjs';

/**
 * @param {string} root
 * @returns {{ tests: (file: string) => string[], reachOf: (test: string) => Iterable<string> }} test files of a file, and files a test reaches
 */
export function relatedTests(root) {
  const imports = new Map();
  const importsOf = (/** @type {string} */ file) => {
    if (!imports.has(file)) imports.set(file, readImports(root, file));
    return imports.get(file);
  };
  const distances = new Map();
  /** From a test to all it reaches. */
  const reach = (/** @type {string} */ test) => {
    if (!distances.has(test)) distances.set(test, breadthFirst(test, importsOf));
    return distances.get(test);
  };
  const allTests = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('test', name.replaceAll(path.sep, '/')))
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('test/e2e/'));
  const tests = (/** @type {string} */ file) => {
    const folders = roomOf(file)?.tests ?? [];
    const place = (/** @type {string} */ test) => folders.findIndex((folder) => test.startsWith(`${folder}/`));
    return allTests
      .filter((test) => place(test) >= 0 && reach(test).has(file))
      .sort((one, other) => place(one) - place(other) || reach(one).get(file) - reach(other).get(file));
  };
  return { tests, reachOf: (test) => reach(test).keys() };
}

function breadthFirst(start, importsOf) {
  const found = new Map([[start, 0]]);
  for (const [file, distance] of found) {
    for (const next of importsOf(file)) if (!found.has(next)) found.set(next, distance + 1);
  }
  return found;
}

function readImports(root, file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const relative = importedFiles.flatMap(({ fileName }) =>
    fileName.startsWith('.') ? [path.posix.join(path.posix.dirname(file), fileName)] : [],
  );
  const named = file.startsWith('test/') ? [...text.matchAll(/'([\w/]+\.ts)'/g)].map(([, name]) => name) : [];
  return [...relative, ...named].flatMap((name) => sourceFile(root, name) ?? []);
}

function sourceFile(root, name) {
  return [name, `${name}.ts`, `${name}/index.ts`].find((each) => {
    const full = path.join(root, each);
    return each.endsWith('.ts') && existsSync(full) && statSync(full).isFile();
  });
}
