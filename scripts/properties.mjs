// The property tests alone, with new cases each time: `npm run properties`. What fails prints the command that repeats it.
// PROPERTY_SEED=NUMBER takes the cases of one seed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const files = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => path.join('test', file))
  .filter((file) => /harness\/properties'/.test(readFileSync(path.join(root, file), 'utf8')));
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const env = { ...process.env, PROPERTY_SEED: process.env.PROPERTY_SEED ?? 'random' };
process.exitCode =
  spawnSync(process.execPath, [vitest, 'run', ...files], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
