/**
 * Which tests come to a line: learnt by running each once in a copy whose sources are marked. It is kept in `.cache` until the test,
 * what lies beside it, or the file of the line changes. Where another file has changed a test may come to more than is known:
 * then a mutant may be said to survive that would be noticed, never the other way.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hashes } from './baseline.mjs';
import { runTests } from './copies.mjs';
import { marked, regionAt, regionsOf } from './regions.mjs';
import { roomOf } from './rooms.mjs';

/**
 * @typedef {object} Record
 * @property {string} test hash of the test and of what lies beside it
 * @property {{ readonly [file: string]: { readonly hash: string, readonly hits: readonly number[] } } | null} files those of its rooms
 *   that it imports or comes to; null: unknown, as the test fails
 */

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
  const { hashOf, hashOfFile } = hashes(root);
  /** @type {Map<string, Record>} */
  const known = new Map();
  const regions = new Map();
  let last = Promise.resolve();

  const recordOf = (test) => {
    if (!known.has(test)) known.set(test, readRecord(placeOf(root, test)));
    const found = known.get(test);
    return found?.test === hashOf(test) ? found : undefined;
  };
  const isKnown = (test, file) => {
    const found = recordOf(test);
    return found !== undefined && (found.files === null || found.files[file]?.hash === hashOfFile(file));
  };
  const measure = async (tests, file) => {
    const open = tests.filter((test) => (file === undefined ? !recordOf(test) : !isKnown(test, file)));
    if (open.length === 0) return;
    const { statuses } = await runTests(copy, open, hits);
    for (const test of open) {
      const found = readHits(hits, test);
      const own = [...new Set([...reachOf(test), ...found.keys()])].filter(
        (each) => texts.has(each) && roomOf(each)?.tests.some((folder) => test.startsWith(`${folder}/`)),
      );
      const files = own.map((each) => [each, { hash: hashOfFile(each), hits: found.get(each) ?? [] }]);
      const record = {
        test: hashOf(test),
        files: statuses.get(test) === 'passed' ? Object.fromEntries(files) : null,
      };
      known.set(test, record);
      mkdirSync(path.dirname(placeOf(root, test)), { recursive: true });
      writeFileSync(placeOf(root, test), JSON.stringify(record));
    }
  };
  const comesTo = (test, file, region) => {
    const files = known.get(test)?.files;
    const found = files?.[file]?.hits;
    return !files || (region === undefined ? (found?.length ?? 0) > 0 : found?.includes(region));
  };
  return {
    /** @returns {Promise<string[]>} those tests that come to a place, in their order; also one that fails without any mutant */
    async among(tests, file, offset) {
      await this.learn(tests);
      if (!regions.has(file)) regions.set(file, regionsOf(texts.get(file) ?? ''));
      const region = regionAt(regions.get(file), offset);
      return tests.filter((test) => comesTo(test, file, region));
    },
    /** Runs the tests of which it is not known where they come to: in a file, or at all. @returns {Promise<void>} */
    learn(tests, file) {
      last = last.then(() => measure(tests, file));
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

/** @returns {Map<string, number[]>} regions by file */
function readHits(hits, test) {
  const place = path.join(hits, hitsName(test));
  const found = new Map();
  if (!existsSync(place)) return found;
  for (const line of new Set(readFileSync(place, 'utf8').split('\n'))) {
    const [, file, start] = /^(.+):(\d+)$/.exec(line) ?? [];
    if (file !== undefined) found.set(file, [...(found.get(file) ?? []), Number(start)]);
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
