/**
 * What a person sees who debugs with the adapter as it ships: `stepwise dap`, a process of its own, and handlers that are processes
 * too. One conversation for each thing that the debugger promises; `transcripts` has the rest, in this process.
 */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { builtBundles } from '../harness/builtBundles';
import { expectGolden } from '../harness/golden';
import { transcriptOf } from './check';
import { GOLDENS } from './goldenScripts';
import { ProcessClient } from './processClient';

let dist = '';
let adapter = '';
beforeAll(async () => {
  dist = await builtBundles('goldens', { cli: 'cli/main.ts' });
  adapter = path.join(dist, 'dap.js');
  // The library starts a script without arguments.
  const own = "process.argv.splice(1, 1, require.resolve('./cli.js'), 'dap', '--stdio');";
  writeFileSync(adapter, `${own}\nrequire('node:module').runMain();\n`);
}, 120_000);
afterAll(() => rmSync(dist, { recursive: true, force: true }));

test.each(Object.entries(GOLDENS))(
  '%s',
  async (name, script) => {
    const transcript = await transcriptOf(script, () => ProcessClient.started(adapter));
    expectGolden(path.join(__dirname, 'goldens', `${name.replaceAll(' ', '-')}.txt`), transcript.split('\n'));
  },
  60_000,
);
