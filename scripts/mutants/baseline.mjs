/**
 * Which tests pass on unchanged sources: one that fails already notices nothing. Asked of a test when it fails with a mutant, and
 * a pass is kept in `.cache` until a file that the test imports, or what lies beside it, changes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests, sourceFiles } from './copies.mjs';

/**
 * @param {string} root
 * @param {(test: string) => Iterable<string>} reachOf what a test imports
 * @returns {(copy: import('./copies.mjs').Copy, test: string) => Promise<boolean>} whether the test passes in an unchanged copy
 */
export function baseline(root, reachOf) {
  const place = path.join(root, '.cache', 'mutants-baseline.json');
  const known = readKnown(place);
  const { hashOf, hashOfAll } = hashes(root);
  return async (copy, test) => {
    const hash = hashOf(test) + hashOfAll(reachOf(test));
    if (known[test] === hash) return true;
    const { passed } = await runTests(copy, [test]);
    // A failure is asked about again: it may have been the machine's.
    if (passed) {
      known[test] = hash;
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, JSON.stringify(known));
    }
    return passed;
  };
}

function readKnown(place) {
  try {
    return JSON.parse(readFileSync(place, 'utf8'));
  } catch {
    return {};
  }
}

/** What texts were: of a file, and of a test with what lies beside it. */
export function hashes(/** @type {string} */ root) {
  const all = sourceFiles(root);
  const files = new Map();
  const hashOfFile = (/** @type {string} */ file) => {
    if (!files.has(file)) files.set(file, sha256(readFileSync(path.join(root, file))));
    return files.get(file);
  };
  const hashOfAll = (/** @type {Iterable<string>} */ list) =>
    sha256([...list].map((file) => `${file} ${hashOfFile(file)}`).join('\n'));
  const tests = new Map();
  const hashOf = (/** @type {string} */ test) => {
    const folder = `${path.posix.dirname(test)}/`;
    const beside = all.filter((file) => file.startsWith(folder) && !file.endsWith('.test.ts'));
    if (!tests.has(test)) tests.set(test, hashOfAll([test, ...beside]));
    return tests.get(test);
  };
  return { hashOf, hashOfFile, hashOfAll };
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
