// Finds vectors and the comparer that came with them.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { captureVector, isCapture } from './captures.mjs';
import { parseExact } from './exactNumbers.mjs';

/**
 * Every vector of a folder and of the folders in it, file by file in order of their names. A vector file is a JSON list
 * of vectors or captures, or an object that holds one as `vectors`; other JSON is passed over. A file that cannot be
 * read is told of, since what is in it is missing from the figures.
 *
 * @returns the vectors, and a sentence for each file that is broken
 */
export function readVectors(place) {
  const vectors = [];
  const broken = [];
  for (const file of jsonFiles(place)) {
    let text;
    let content;
    try {
      text = readFileSync(file, 'utf8');
      content = JSON.parse(text);
    } catch (error) {
      broken.push(`${file} cannot be read: ${error.message}`);
      continue;
    }
    const list = listOf(content);
    if (!Array.isArray(list)) continue;
    const family = path.basename(file, '.json');
    const exact = list.some(isCapture) ? listOf(parseExact(text)) : [];
    for (const [index, vector] of list.entries()) {
      vectors.push(isCapture(vector) ? captureVector(exact[index], family, index) : named(vector, family, index));
    }
  }
  return { vectors, broken };
}

function listOf(content) {
  return Array.isArray(content) ? content : content?.vectors;
}

/** A vector that lacks a name or a kind is still measured, and found wanting. */
function named(vector, family, index) {
  const whole = vector !== null && typeof vector === 'object' ? vector : {};
  return {
    ...whole,
    id: String(whole.id ?? `${family}#${index}`),
    kind: String(whole.kind ?? 'unknown'),
    family: String(whole.family ?? family),
  };
}

function jsonFiles(place) {
  if (!statSync(place).isDirectory()) return [place];
  const entries = readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const whole = path.join(place, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : jsonFiles(whole);
    return entry.name.endsWith('.json') ? [whole] : [];
  });
}

/** The nearest compare.mjs, in the folder or above it; undefined where there is none. */
export function findComparer(from) {
  for (let at = from; ; at = path.dirname(at)) {
    const candidate = path.join(at, 'compare.mjs');
    if (existsSync(candidate)) return candidate;
    if (path.dirname(at) === at) return undefined;
  }
}
