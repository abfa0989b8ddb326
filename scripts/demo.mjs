// Runs the sample workflow in the terminal with its real handlers: `npm run demo`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const sample = path.join(root, 'samples', 'order-fulfilment');
const cli = path.join(root, 'dist', 'cli.js');

/** One of the four handlers is written in Python; the others need nothing but Node. */
const OLDEST_PYTHON = [3, 9];
const PYTHONS = process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python'];

/** What "Reserve item" answers where its handler cannot run. */
const MOCKS = { mocks: { OrderFulfilment: { 'Reserve item': { return: { reserved: true, shelf: 'mock' } } } } };

if (!existsSync(cli)) {
  const built = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const options = [];
let scratch;
if (!hasPython()) {
  console.error(
    `There is no Python ${OLDEST_PYTHON.join('.')} or newer here: a mock answers for the handler in Python.\n`,
  );
  scratch = await mkdtemp(path.join(os.tmpdir(), 'stepwise-demo-'));
  const file = path.join(scratch, 'mocks.json');
  await writeFile(file, JSON.stringify(MOCKS));
  options.push('--mocks', file);
}

console.error('An order on its way to the courier (samples/order-fulfilment):\n');
const definition = path.join(sample, 'order-fulfilment.asl.json');
const code = await run(['run', definition, '--input', path.join(sample, 'events', 'order.json'), ...options]);
if (scratch) await rm(scratch, { recursive: true, force: true });
if (code === 0) {
  console.error('\nThat was a real run with real handlers, all on this machine.');
  console.error('Next: `npm start` opens the sample in VS Code, or try an order that fails and is caught:');
  console.error(
    '  node dist/cli.js run samples/order-fulfilment/order-fulfilment.asl.json --input samples/order-fulfilment/events/declined-card.json',
  );
}
process.exitCode = code;

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: 'inherit' });
    // Ctrl+C reaches the child too: it ends the run, and then we end.
    process.on('SIGINT', () => {});
    child.on('exit', (status) => resolve(status ?? 1));
  });
}

function hasPython() {
  const check = `import sys; sys.exit(0 if sys.version_info >= (${OLDEST_PYTHON.join(', ')}) else 1)`;
  return PYTHONS.some((python) => spawnSync(python, ['-c', check], { stdio: 'ignore' }).status === 0);
}
