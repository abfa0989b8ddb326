import { mkdtemp, writeFile } from 'node:fs/promises'; import os from 'node:os'; import path from 'node:path';
import { loadCore } from './core.mjs'; import { warm } from './inv2.mjs';
const d = await mkdtemp(path.join(os.tmpdir(), 'stepwise-bench-')); await writeFile(path.join(d,'handler.js'),'exports.handler = async (event) => ({ twice: event.n * 2 });');
const core = await loadCore(); for (let i=0;i<2;i++) await warm(core, d, path.join(d,'handler.js'));
process.exit(0)
