/** Says which test is running, before it imports anything: `MUTANT_HITS` is the folder where its processes tell what they come to. */
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { hitsName } from './executed.mjs';

const hits = process.env.MUTANT_HITS ?? '';
const test = path.relative(process.cwd(), expect.getState().testPath ?? '').replaceAll(path.sep, '/');
const place = path.join(hits, hitsName(test));
writeFileSync(place, '');
chmodSync(place, 0o666);
writeFileSync(path.join(hits, 'current'), place);
