/**
 * Mutants that change nothing anybody could notice, each with its reason: `equivalent.json`. A mark names the lines before and
 * after with white space collapsed, so that it holds when they move.
 *
 * @typedef {{ readonly file: string, readonly original: string, readonly mutated: string, readonly reason: string }} Mark
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** @type {readonly Mark[]} */
export const MARKS = JSON.parse(readFileSync(path.join(import.meta.dirname, 'equivalent.json'), 'utf8'));

const keyOf = ({ file, original, mutated }) => JSON.stringify([file, original, mutated]);
const KEYS = new Set(MARKS.map(keyOf));

export function isEquivalent(/** @type {import('./operators.mjs').Mutant} */ mutant) {
  return KEYS.has(keyOf(mutant));
}

/**
 * Marks that none of all mutants matches any more: to be taken out or written anew.
 * @param {readonly import('./operators.mjs').Mutant[]} mutants
 * @param {(file: string) => boolean} isOf whether the mutants of a file are among them
 */
export function deadMarks(mutants, isOf) {
  const keys = new Set(mutants.map(keyOf));
  return MARKS.filter((mark) => isOf(mark.file) && !keys.has(keyOf(mark)));
}
