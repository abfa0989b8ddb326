// Runs recorded executions through the interpreter and says how alike the two are.
//   node scripts/conformance.mjs FOLDER [--family X] [--id TEXT] [--verbose] [--report FILE] [--min N]
// FOLDER holds compare.mjs and open/*.json, or is a folder of such vector files with compare.mjs beside or above it.
import { build } from 'esbuild';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runVector } from './conformance/runVector.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    family: { type: 'string' },
    id: { type: 'string' },
    verbose: { type: 'boolean', default: false },
    report: { type: 'string' },
    json: { type: 'string' },
    min: { type: 'string' },
  },
});

const folder = positionals[0];
if (!folder) {
  console.error(
    'Usage: node scripts/conformance.mjs FOLDER [--family X] [--id TEXT] [--verbose] [--report FILE] [--min N]',
  );
  process.exit(2);
}
const { compareVector } = await import(pathToFileURL(findComparer(path.resolve(folder))).href);

const MODULES = ['interpreter/index', 'model/index', 'syntax/index', 'rules/validateDocument', 'catalog/integrations'];
const KINDS = new Set(['execution', 'mock', 'test_state', 'validation']);

async function main() {
  const results = [];
  for (const vector of readVectors(path.resolve(folder))) {
    if (!KINDS.has(vector.kind)) continue;
    // What is refused for another part of the request is not about definitions.
    if (vector.kind === 'validation' && vector.about !== 'definition') continue;
    if (options.family && vector.family !== options.family) continue;
    if (options.id && !vector.id.includes(options.id)) continue;
    results.push(await check(vector));
  }
  report(results);
  const file = options.report ?? options.json;
  if (file) {
    const rows = results.map(({ id, kind, family, output, history, diffs }) => {
      const level = history ? 'history' : output ? 'output' : 'none';
      return { id, kind, family, level, ok: history, diffs };
    });
    writeFileSync(file, `${JSON.stringify(rows, null, 1)}\n`);
  }
  const passed = results.filter((result) => result.group === 'replayable' && result.history).length;
  return options.min !== undefined && passed < Number(options.min) ? 1 : 0;
}

/** Runs one vector and compares it at both levels. */
async function check(vector) {
  const group = vector.kind !== 'execution' ? vector.kind : vector.replayable ? 'replayable' : 'not replayable';
  let actual = { events: [] };
  let broken;
  try {
    actual = await within(20_000, Promise.resolve(runVector(vector, core, compareVector)));
  } catch (error) {
    broken = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const compare = (level) => {
    if (vector.kind === 'validation') return compareVerdict(vector, actual.errors ?? []);
    try {
      return compareVector(vector, actual, { level });
    } catch (error) {
      return { ok: false, diffs: [{ message: `the comparer failed: ${error}` }] };
    }
  };
  const history = compare('history');
  const output = compare('output');
  const diffs = history.diffs.map((diff) => diff.message);
  if (broken) diffs.unshift(broken);
  const result = { id: vector.id, family: vector.family, kind: vector.kind, group, output: output.ok && !broken };
  return { ...result, history: history.ok && !broken, diffs };
}

/** AWS and our checker agree where both accept or both refuse. */
function compareVerdict({ expected }, errors) {
  const refused = expected.error !== undefined || expected.response?.result === 'FAIL';
  if (refused === errors.length > 0) return { ok: true, diffs: [] };
  const found = errors.map((error) => error.message).join('; ');
  return {
    ok: false,
    diffs: [{ message: refused ? 'AWS refuses it, we accept it' : `AWS accepts it, we refuse it: ${found}` }],
  };
}

function report(results) {
  for (const group of ['replayable', 'not replayable', 'mock', 'test_state', 'validation']) {
    const members = results.filter((result) => result.group === group);
    if (members.length === 0) continue;
    console.log(`\n${group}${' '.repeat(26 - group.length)}output        history`);
    const rates = [];
    for (const family of [...new Set(members.map((result) => result.family))].sort()) {
      const own = members.filter((result) => result.family === family);
      const [output, history] = ['output', 'history'].map((level) => own.filter((result) => result[level]).length);
      rates.push([output / own.length, history / own.length]);
      console.log(`  ${family.padEnd(22)} ${figure(output, own.length)}   ${figure(history, own.length)}`);
    }
    const mean = (index) =>
      `${((100 * rates.reduce((sum, rate) => sum + rate[index], 0)) / rates.length).toFixed(2)} %`;
    const total = ['output', 'history'].map((level) => members.filter((result) => result[level]).length);
    console.log(`  ${'total'.padEnd(22)} ${figure(total[0], members.length)}   ${figure(total[1], members.length)}`);
    console.log(`  ${'mean of families'.padEnd(22)} ${mean(0).padStart(11)}   ${mean(1).padStart(11)}`);
  }
  const failed = results.filter((result) => !result.history);
  if (options.verbose) {
    for (const result of failed) {
      console.log(`\n${result.output ? 'history' : 'OUTPUT '} ${result.id} (${result.group})`);
      for (const diff of result.diffs.slice(0, 6)) console.log(`    ${diff.slice(0, 700)}`);
    }
  }
  reportKnown(failed);
  console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
}

/** Differences that stay, with the reason; a failure without one is a fault of ours. */
function reportKnown(failed) {
  const known = JSON.parse(readFileSync(new URL('./conformance/knownDifferences.json', import.meta.url), 'utf8'));
  for (const { id, kind, reason } of known) {
    const own = failed.filter((result) => result.id.includes(id) && (!kind || result.kind === kind));
    if (own.length > 0) console.log(`\nknown: ${id} (${own.length}): ${reason}`);
  }
}

function figure(passed, total) {
  return `${passed} / ${total}`.padStart(11);
}

function* readVectors(from) {
  const open = path.join(from, 'open');
  const place = existsSync(open) ? open : from;
  for (const name of readdirSync(place).sort()) {
    if (!name.endsWith('.json')) continue;
    const content = JSON.parse(readFileSync(path.join(place, name), 'utf8'));
    yield* Array.isArray(content) ? content : (content.vectors ?? []);
  }
}

function findComparer(from) {
  for (let at = from; ; at = path.dirname(at)) {
    const candidate = path.join(at, 'compare.mjs');
    if (existsSync(candidate)) return candidate;
    if (path.dirname(at) === at) throw new Error(`There is no compare.mjs in ${from} or above it.`);
  }
}

async function within(ms, promise) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function bundleInterpreter() {
  const place = mkdtempSync(path.join(tmpdir(), 'stepwise-conformance-'));
  const outfile = path.join(place, 'core.mjs');
  const contents = MODULES.map((module) => `export * from './core/${module}';`).join('\n');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const module = await import(pathToFileURL(outfile).href);
  return { core: module, remove: () => rmSync(place, { recursive: true, force: true }) };
}

const { core, remove } = await bundleInterpreter();
try {
  process.exitCode = await main();
} finally {
  remove();
}
