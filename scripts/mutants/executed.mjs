/**
 * Which tests come to a line: learnt by running each once in a copy whose sources are marked, and kept in `.cache` until a file
 * that the test imports, or what lies beside it, changes.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashOfTest } from './baseline.mjs';
import { runTests } from './copies.mjs';
import { marked, regionAt, regionsOf } from './regions.mjs';
import { roomOf } from './rooms.mjs';

/** @typedef {{ readonly hash: string, readonly hits: Record<string, readonly number[]> | null }} Record `hits`: of the files of its room; null: unknown, as the test fails */

/**
 * @param {string} root
 * @param {import('./copies.mjs').Copy} copy marked here, and of no other use afterwards
 * @param {ReadonlyMap<string, string>} texts of the files that are marked
 * @param {(test: string) => Iterable<string>} reachOf what a test imports
 */
export function executedTests(root, copy, texts, reachOf) {
  const hits = path.join(copy.folder, '.cache', 'hits');
  mkdirSync(hits, { recursive: true });
  // Tests start our programs as another user, too.
  chmodSync(hits, 0o777);
  for (const [file, text] of texts) {
    const changed = marked(text, (start) => `at_(${start})`, preamble(file, hits));
    writeFileSync(path.join(copy.folder, file), changed);
  }
  const hashOf = hashOfTest(root, reachOf);
  /** @type {Map<string, Record>} */
  const known = new Map();
  const regions = new Map();
  let last = Promise.resolve();

  const recordOf = (test) => {
    const found = known.get(test) ?? readRecord(placeOf(root, test));
    if (found?.hash !== hashOf(test)) return undefined;
    known.set(test, found);
    return found;
  };
  const measure = async (tests) => {
    const open = tests.filter((test) => !recordOf(test));
    if (open.length === 0) return;
    const { statuses } = await runTests(copy, open, { MUTANT_HITS: hits });
    for (const test of open) {
      const record = { hash: hashOf(test), hits: statuses.get(test) === 'passed' ? readHits(hits, test) : null };
      known.set(test, record);
      mkdirSync(path.dirname(placeOf(root, test)), { recursive: true });
      writeFileSync(placeOf(root, test), JSON.stringify(record));
    }
  };
  const comesTo = (test, file, region) => {
    const of = known.get(test)?.hits;
    return !of || (region === undefined ? file in of : of[file]?.includes(region));
  };
  return {
    /** @returns {Promise<string[]>} those tests that come to a place, in their order; also one that fails without any mutant */
    async among(tests, file, offset) {
      await this.learn(tests);
      if (!regions.has(file)) regions.set(file, regionsOf(texts.get(file) ?? ''));
      const region = regionAt(regions.get(file), offset);
      return tests.filter((test) => comesTo(test, file, region));
    },
    /** Runs the tests that are not known yet. @returns {Promise<void>} */
    learn(tests) {
      last = last.then(() => measure(tests));
      return last;
    },
  };
}

/** In one line: what tells of a region when it is first come to. */
function preamble(file, hits) {
  const current = JSON.stringify(path.join(hits, 'current'));
  const name = JSON.stringify(`${file}:`);
  const tell = `const f=process.getBuiltinModule('node:fs');globalThis.at_to??=f.readFileSync(${current},'utf8');f.appendFileSync(globalThis.at_to,${name}+n+'\\n')`;
  return `function at_(n){const s=at_.seen??=[];if(s[n])return;s[n]=true;try{${tell}}catch{}}`;
}

function readHits(hits, test) {
  const place = path.join(hits, hitsName(test));
  /** @type {Record<string, number[]>} */
  const found = {};
  for (const line of new Set(readFileSync(place, 'utf8').split('\n'))) {
    const [, file, start] = /^(.+):(\d+)$/.exec(line) ?? [];
    if (file !== undefined && roomOf(file)?.tests.some((folder) => test.startsWith(`${folder}/`)))
      (found[file] ??= []).push(Number(start));
  }
  rmSync(place);
  return found;
}

/** Of the file to which a test's processes tell what they come to. */
export function hitsName(/** @type {string} */ test) {
  return test.replaceAll('/', '-');
}

function placeOf(root, test) {
  return path.join(root, '.cache', 'mutants', `${hitsName(test)}.json`);
}

function readRecord(place) {
  try {
    return JSON.parse(readFileSync(place, 'utf8'));
  } catch {
    return undefined;
  }
}
