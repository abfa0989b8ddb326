/**
 * Measures the checker on a folder of real definitions: `node scripts/corpus.mjs FOLDER [--verbose] [--code CODE|SEVERITY]`.
 * With `--infer`: how many of them come to a happy end with answers that are inferred (`inference/measure.mjs`).
 *
 * The folder holds `INDEX.jsonl` (file, expected, valid.peerA/peerB), optionally `JUDGED.jsonl` (file,
 * verdict) and the files under `open/`. False alarms are errors on definitions that are presumed or known
 * to be valid, without those judged broken and without those that hold unfilled tokens.
 */
import { build } from 'esbuild';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureInference } from './inference/measure.mjs';

const LIBRARY = `
export * from './core/syntax/parse';
export * from './core/rules';
export { CertainFailureStore } from './core/facts/certainFailureStore';
export { buildMachine } from './core/model';
export { infer } from './core/infer';
export { runMachine, VirtualClock, seededRandom } from './core/interpreter';
export { parseResource, sampleResponse } from './core/catalog/integrations';
export { loadCatalogue } from './services/loadTables';
`;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, ...options] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: node scripts/corpus.mjs FOLDER [--verbose] [--code CODE|SEVERITY] [--infer]');
  process.exit(2);
}
const verbose = options.includes('--verbose');
const onlyCode = options.includes('--code') ? options[options.indexOf('--code') + 1] : undefined;

const library = await loadChecker();
const { parseDocument, validate } = library;
const services = library.loadCatalogue();
const certain = new library.CertainFailureStore();
const rows = readLines(join(folder, 'INDEX.jsonl'));
const judgedPath = join(folder, 'JUDGED.jsonl');
const judged = existsSync(judgedPath) ? readLines(judgedPath) : [];
const excluded = new Set(judged.filter(({ verdict }) => verdict !== false).map(({ file }) => file));

if (options.includes('--infer')) {
  const valid = ({ expected }) => expected === 'presumed-valid' || expected === 'aws-accepted';
  const hasTokens = ({ file }) => tokensOf(readFileSync(join(folder, 'open', file), 'utf8')).length > 0;
  const counted = rows.filter((row) => valid(row) && !excluded.has(row.file) && !hasTokens(row));
  await measureInference(library, folder, counted, { verbose });
  process.exit();
}

const table = {};
const offenders = [];
const started = performance.now();
for (const row of rows) {
  const text = readFileSync(join(folder, 'open', row.file), 'utf8');
  const language = /\.ya?ml$/.test(row.file) ? 'yaml' : 'json';
  const document = parseDocument(row.file, text, language);
  validate(document, undefined, { services, certain });
  await certain.settle(() => Promise.resolve());
  const diagnostics = validate(document, undefined, { services, certain });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const valid = row.expected === 'presumed-valid' || row.expected === 'aws-accepted';
  const counted = valid && !excluded.has(row.file) && tokensOf(text).length === 0;
  const group = valid ? `${row.expected}${counted ? '' : ' (not counted)'}` : row.expected;
  const entry = (table[group] ??= { files: 0, flagged: 0, warned: 0, peerA: 0, peerB: 0 });
  entry.files++;
  if (errors.length > 0) entry.flagged++;
  if (diagnostics.some(({ severity }) => severity === 'warning')) entry.warned++;
  if (row.valid?.peerA?.count > 0) entry.peerA++;
  if (row.valid?.peerB && row.valid.peerB.isValid !== true) entry.peerB++;
  const invalid = row.expected === 'author-invalid' || row.expected === 'aws-rejected';
  const wrong = counted || row.expected === 'author-valid' ? errors.length > 0 : invalid && errors.length === 0;
  if (wrong) offenders.push({ row, group, errors, text });
  const shown = onlyCode ? diagnostics.filter(({ code, severity }) => code === onlyCode || severity === onlyCode) : [];
  for (const diagnostic of shown) print(row.file, text, diagnostic, group);
}
console.table(table);
console.log(`${rows.length} files in ${Math.round(performance.now() - started)} ms`);
for (const { row, group, errors, text } of offenders) {
  console.log(`\n${group}: ${row.file}${errors.length === 0 ? ' — nothing found' : ''}`);
  for (const diagnostic of verbose ? errors : errors.slice(0, 3)) print('  ', text, diagnostic, '');
}

function print(file, text, { code, severity, message, span }, group) {
  const marked = text.slice(span.start, Math.min(span.end, span.start + 60)).replace(/\s+/g, ' ');
  console.log(`${file} ${severity} ${code}: ${message} [${marked}] ${group}`);
}

/** Tokens such as `__tbd__` that a test fills in before it deploys the definition. */
function tokensOf(text) {
  return (text.match(/__[A-Za-z_]+?__|_tbd_|%[A-Z_]{4,}%/g) ?? []).filter((token) => token !== '__proto__');
}

function readLines(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function loadChecker() {
  const output = mkdtempSync(join(tmpdir(), 'stepwise-corpus-'));
  const outfile = join(output, 'checker.cjs');
  await build({
    stdin: { contents: LIBRARY, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Where the sources look for the tables.
    define: { __dirname: JSON.stringify(join(root, 'services')) },
    outfile,
    logLevel: 'error',
  });
  const checker = createRequire(import.meta.url)(outfile);
  rmSync(output, { recursive: true });
  return checker;
}
