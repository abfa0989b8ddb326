// `npm test`: what a change must pass, step by step, and at the end which share of the time each took.
// `npm test -- --shard 1/3` takes a third of it: all of them together are the whole.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sharesTable } from './shares.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { shard: { type: 'string', default: '1/1' } } });
const [shard, shards] = values.shard.split('/').map(Number);
if (!(shard >= 1 && shard <= shards)) {
  console.error(`--shard must be such as 1/3, not ${values.shard}.`);
  process.exit(2);
}

/** The suite in the main editor is the first shard's; the checks, which are short, the last one's. */
const CHECKS = shard === shards ? ['check:format', 'check:types', 'lint'] : [];
const STEPS = [
  ...CHECKS.map((script) => [script, ['npm', 'run', script]]),
  ['build', ['npm', 'run', 'build']],
  ['unit', ['npm', 'run', 'unit', '--', `--shard=${values.shard}`]],
  ['e2e', ['npm', 'run', 'e2e', '--', `--shard=${values.shard}`]],
];

const shares = [];
let status = 0;
for (const [name, [command, ...args]] of STEPS) {
  const began = performance.now();
  // npm is a script of the shell's on Windows; the arguments are ours.
  status = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
  shares.push({ name, milliseconds: performance.now() - began });
  if (status !== 0) break;
}
console.log(`\n${sharesTable(shares)}`);
process.exitCode = status;
