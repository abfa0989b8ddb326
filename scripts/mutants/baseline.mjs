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
  const all = sourceFiles(root);
  return async (copy, test) => {
    const hash = hashOf(root, all, test, reachOf(test));
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

function hashOf(root, all, test, reach) {
  const folder = `${path.posix.dirname(test)}/`;
  const beside = all.filter((file) => file.startsWith(folder) && !file.endsWith('.test.ts'));
  const hash = createHash('sha256');
  for (const file of new Set([...reach, ...beside])) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}
