// `npm test`: what a change must pass, step by step, and at the end which share of the time each took.
// `npm test -- --shard 1/3` takes a third of it: all of them together are the whole.
import { spawn } from 'node:child_process';
import os from 'node:os';
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

const inShell = process.platform === 'win32';
/**
 * The suite in the main editor is the first shard's; the checks, which read alone, the last one's. The longest of them takes what
 * the editors leave of the processors while they wait.
 */
const CHECKS = shard === shards ? [['check:format'], ['check:types']] : [];
const LINT = shard === shards ? [['lint']] : [];
const STEPS = [
  ...(CHECKS.length > 0 ? [['checks', CHECKS]] : []),
  ['build', [['build']]],
  ['unit', [['unit', '--', `--shard=${values.shard}`]]],
  ['e2e', [['e2e', '--', `--shard=${values.shard}`], ...LINT]],
];

/** Runs a script of the package. What runs beside the first of a step is shown when it has ended, in one piece. @returns its status */
function runScript(/** @type {string[]} */ args, /** @type {number} */ index) {
  const alone = index === 0;
  return new Promise((resolve) => {
    // npm is a script of the shell's on Windows; the arguments are ours.
    const child = spawn('npm', ['run', ...args], { cwd: root, stdio: alone ? 'inherit' : 'pipe', shell: inShell });
    if (args[0] === 'lint' && child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
    const shown = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (/** @type {Buffer} */ data) => shown.push(data));
    child.on('error', () => resolve(1));
    child.on('close', (code) => {
      if (!alone) process.stdout.write(Buffer.concat(shown));
      resolve(code ?? 1);
    });
  });
}

const shares = [];
let status = 0;
for (const [name, scripts] of STEPS) {
  const began = performance.now();
  const statuses = await Promise.all(scripts.map(runScript));
  status = statuses.find((each) => each !== 0) ?? 0;
  shares.push({ name, milliseconds: performance.now() - began });
  if (status !== 0) break;
}
console.log(`\n${sharesTable(shares)}`);
process.exitCode = status;
