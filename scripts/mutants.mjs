/**
 * Changes the code in small ways and sees whether a test notices: `npm run mutants -- --seed N`.
 *
 *   --seed N        another number, another sample; without it one is drawn and printed
 *   --rooms A,B     only files whose paths begin so: `core/rules`, `client`, `run/mocks/index.ts`
 *   --only FILE:LINE,…  every mutant of these lines, after tests were written for them
 *   --count 40      how many mutants
 *   --per-room 5    at least so many of every room, and so many altogether where --count does not say more
 *   --parallel 2    how many at the same time
 *   --nearest 3     run no more test files than that in processes of their own: quicker, and what a further one would notice is said
 *                   to survive
 *   --list          show the sample and run nothing
 *   --unreached     show the lines of --rooms that no test of their room comes to
 *
 * A mutant runs with those tests of its own room that come to its line, until one fails. First all mutants in a few processes, which
 * load the sources once (`mutants/switchedTests.mjs`); what cannot be judged there, as it is executed when a module is loaded or
 * by programs that tests start, then in a copy of the sources, the nearest tests by imports first (`mutants/executed.mjs` learns
 * once from each test what its programs come to: the first draw after a change takes longer). It counts as noticed where one fails
 * or the run does not come to its end; where no test comes to its line, nothing runs.
 * Exit code 1: below the goals in `mutants/report.mjs`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { baseline } from './mutants/baseline.mjs';
import { compiler } from './mutants/compiler.mjs';
import { makeCopies, runTests, sourceFiles, withText } from './mutants/copies.mjs';
import { deadMarks, isEquivalent, MARKS } from './mutants/equivalents.mjs';
import { executedTests } from './mutants/executed.mjs';
import { mutantsOf, mutatedText } from './mutants/operators.mjs';
import { relatedTests } from './mutants/relatedTests.mjs';
import { summary, survivorLines } from './mutants/report.mjs';
import { roomOf } from './mutants/rooms.mjs';
import { sample } from './mutants/sample.mjs';
import { switchedTests } from './mutants/switchedTests.mjs';

const root = path.dirname(import.meta.dirname);
/** Test files that fail without any mutant. */
const brokenTests = new Set();
/** So many tests are asked first whether they come to a line, then twice as many: what the nearest notice costs little. */
const NEAREST = 4;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    rooms: { type: 'string', default: '' },
    only: { type: 'string' },
    count: { type: 'string' },
    'per-room': { type: 'string' },
    parallel: { type: 'string', default: '2' },
    nearest: { type: 'string' },
    list: { type: 'boolean', default: false },
    unreached: { type: 'boolean', default: false },
  },
});
const [seed, parallel] = ['seed', 'parallel'].map((name) => wholeNumber(name, values[name]));
const [nearest, perRoom, asked] = ['nearest', 'per-room', 'count'].map(
  (name) => values[name] && wholeNumber(name, values[name]),
);
const count = asked ?? (perRoom === undefined ? 40 : 0);
const furthest = nearest ?? Infinity;
const prefixes = values.rooms.split(',').filter(Boolean);

const texts = new Map(
  sourceFiles(root)
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && roomOf(file))
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);
const all = [...texts].filter(([file]) => isAskedFor(file)).flatMap(([file, text]) => mutantsOf(file, text));
for (const { file, original } of deadMarks(all, isAskedFor))
  console.log(`equivalent.json: nothing matches any more: ${file}: ${original}`);

const { tests: testsOf, reachOf } = relatedTests(root);
if (values.unreached) {
  await showUnreached();
  process.exit();
}

const compiles = compiler(root);
const counts = (mutants) => {
  const changed = mutants.map((mutant) => ({
    file: mutant.file,
    text: mutatedText(texts.get(mutant.file), mutant),
  }));
  const answers = compiles(changed);
  return mutants.map((mutant, index) => answers[index] && !isEquivalent(mutant));
};
const drawn = values.only ? ofLine(values.only) : sample(all, { seed, count, perRoom }, counts);
if (drawn.length === 0) {
  console.error(`There is nothing to change in ${values.only ?? values.rooms}.`);
  process.exit(2);
}

if (values.list)
  for (const mutant of drawn) console.log(`${survivorLines(mutant)}\n    ${testsOf(mutant.file).join(' ')}`);
else process.exitCode = (await run()) ? 0 : 1;

function ofLine(only) {
  const lines = only.split(',');
  const mutants = all.filter(({ file, line }) => lines.includes(`${file}:${line}`));
  const answers = counts(mutants);
  return mutants.filter((_mutant, index) => answers[index]);
}

function isAskedFor(file) {
  if (values.only) return values.only.split(',').some((each) => each.startsWith(`${file}:`));
  return prefixes.length === 0 || prefixes.some((each) => file.startsWith(each));
}

async function showUnreached() {
  const executed = executedTests(root, copiesOf(1)[0], texts, reachOf);
  const files = [...texts.keys()].filter(isAskedFor);
  await executed.learn([...new Set(files.flatMap(testsOf))]);
  for (const file of files) {
    const mutants = all.filter((each) => each.file === file && !isEquivalent(each));
    const open = new Map();
    for (const { line, start, original } of mutants)
      if ((await executed.among(testsOf(file), file, start)).length === 0) open.set(line, original);
    const lines = new Set(mutants.map(({ line }) => line)).size;
    if (open.size > 0) console.log(`\n${file}: ${open.size} of ${lines}`);
    for (const [line, original] of open) console.log(`  ${line}: ${original}`);
  }
}

/** They go with this process. */
function copiesOf(/** @type {number} */ many) {
  const { copies, remove } = makeCopies(root, many);
  process.once('exit', remove);
  return copies;
}

async function run() {
  console.log(`${values.only ?? `Seed ${seed}`}: ${drawn.length} mutants`);
  const judged = [];
  const take = (/** @type {import('./mutants/report.mjs').Judged} */ result) => {
    judged.push(result);
    const says =
      result.outcome === 'killed' ? `${result.file}:${result.line} ${result.operator}` : survivorLines(result);
    const by = result.by ? ` by ${result.by}` : '';
    console.log(`${judged.length}/${drawn.length} ${result.outcome}${by}: ${says}`);
  };
  const verdicts = await switchedTests(copiesOf(parallel), texts, drawn, testsOf);
  const open = [];
  for (const [index, verdict] of verdicts.entries()) {
    if (verdict.outcome !== 'open') take({ ...drawn[index], ...verdict });
    else if (verdict.certain.length + verdict.possible.length === 0)
      take({ ...drawn[index], outcome: verdict.isReached ? 'survived' : 'untested' });
    else open.push({ mutant: drawn[index], verdict });
  }
  const [markedCopy, ...copies] = open.length === 0 ? [] : copiesOf(Math.min(parallel, open.length) + 1);
  const passesAlone = baseline(root, reachOf);
  const executed = markedCopy && executedTests(root, markedCopy, texts, reachOf);
  const work = async (copy) => {
    for (let next = open.shift(); next !== undefined; next = open.shift())
      take({ ...next.mutant, ...(await judge(copy, next, { passesAlone, executed })) });
  };
  await Promise.all(copies.map(work));
  judged.sort(
    (one, other) => drawn.findIndex((each) => same(each, one)) - drawn.findIndex((each) => same(each, other)),
  );
  const survivors = judged.filter(({ outcome }) => outcome === 'survived' || outcome === 'untested');
  if (survivors.length > 0) console.log('\nSurvived:');
  for (const each of survivors)
    console.log(`${survivorLines(each)}\n    npm run mutants -- --only ${each.file}:${each.line}`);
  const { text, reached } = summary(judged, MARKS);
  const again = ['rooms', 'per-room', 'count'].map((name) => (values[name] ? ` --${name} ${values[name]}` : ''));
  console.log(
    `\n${text}\nAgain: npm run mutants -- ${values.only ? `--only ${values.only}` : `--seed ${seed}${again.join('')}`}`,
  );
  return reached;
}

/** In a process for each test file, those that may still notice it. */
async function judge(copy, { mutant, verdict }, { passesAlone, executed }) {
  const { certain, possible } = verdict;
  let { isReached } = verdict;
  const all = testsOf(mutant.file).filter((test) => certain.includes(test) || possible.includes(test));
  for (let from = 0, many = NEAREST; from < Math.min(all.length, furthest); from += many, many *= 2) {
    const some = all.slice(from, Math.min(from + many, furthest));
    const unknown = some.filter((test) => !certain.includes(test));
    const come = await executed.among(unknown, mutant.file, mutant.start);
    const tests = some.filter((test) => certain.includes(test) || come.includes(test));
    isReached ||= tests.length > 0;
    const found = await notice(copy, mutant, tests, passesAlone);
    if (found) return found;
  }
  return { outcome: isReached ? 'survived' : 'untested' };
}

/** @returns what noticed the mutant; undefined: none of the tests did */
async function notice(copy, mutant, related, passesAlone) {
  const text = mutatedText(texts.get(mutant.file), mutant);
  let tests = related.filter((test) => !brokenTests.has(test));
  while (tests.length > 0) {
    const { hangs, passed, failed, isLate } = await withText(copy, mutant.file, text, () => runTests(copy, tests));
    if (hangs) return { outcome: 'timeout' };
    if (passed) return undefined;
    if (failed === undefined) return { outcome: 'killed' };
    // Who was only late is asked again, alone: the machine may have been busy.
    const isLateAgain = isLate && !(await withText(copy, mutant.file, text, () => runTests(copy, [failed]))).passed;
    if ((!isLate || isLateAgain) && (await passesAlone(copy, failed))) return { outcome: 'killed', by: failed };
    if (!isLate && !brokenTests.has(failed)) {
      console.log(`${failed} fails without any mutant, too, and is left out.`);
      brokenTests.add(failed);
    }
    // Those before it have passed.
    tests = tests.slice(tests.indexOf(failed) + 1);
  }
  return undefined;
}

function same(one, other) {
  return (
    one.file === other.file && one.start === other.start && one.operator === other.operator && one.text === other.text
  );
}

function wholeNumber(name, text) {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  console.error(`--${name} takes a whole number, not "${text}".`);
  process.exit(2);
}
