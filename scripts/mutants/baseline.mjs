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
  const hashOf = hashOfTest(root, reachOf);
  return async (copy, test) => {
    const hash = hashOf(test);
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

/** @returns {(test: string) => string} another where a file that the test imports, or what lies beside it, has changed */
export function hashOfTest(/** @type {string} */ root, /** @type {(test: string) => Iterable<string>} */ reachOf) {
  const all = sourceFiles(root);
  const texts = new Map();
  const hashOfFile = (file) => {
    if (!texts.has(file)) texts.set(file, sha256(readFileSync(path.join(root, file))));
    return texts.get(file);
  };
  const hashes = new Map();
  return (test) => {
    if (!hashes.has(test)) {
      const folder = `${path.posix.dirname(test)}/`;
      const beside = all.filter((file) => file.startsWith(folder) && !file.endsWith('.test.ts'));
      const files = [...new Set([...reachOf(test), ...beside])];
      hashes.set(test, sha256(files.map((file) => `${file} ${hashOfFile(file)}`).join('\n')));
    }
    return hashes.get(test);
  };
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
