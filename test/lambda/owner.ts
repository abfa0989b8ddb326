/** A host in a process of its own, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder';
import { FIXTURES } from './harness';
import { layBesideBundles } from '../harness/builtBundles';

/** Starts `ownerFixture.ts` and waits until what it prints matches; the numbers are those of the pattern's groups. */
export async function startOwner(
  args: readonly string[],
  wanted: RegExp,
): Promise<{ owner: ChildProcess; numbers: number[] }> {
  const dist = temporaryFolder({});
  const outfile = path.join(dist, 'owner.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'ownerFixture.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['esbuild', 'esbuild-wasm'],
    define: { 'import.meta.dirname': JSON.stringify(path.dirname(FIXTURES)) },
  });
  layBesideBundles(dist);
  const owner = spawn(process.execPath, [outfile, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void owner.kill('SIGKILL'));
  const found = await new Promise<RegExpExecArray>((resolve) => {
    let text = '';
    owner.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const match = wanted.exec(text);
      if (match) resolve(match);
    });
  });
  return { owner, numbers: found.slice(1).map(Number) };
}
