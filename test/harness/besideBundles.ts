/** What lies beside our bundles where they ship. */
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** As `scripts/build.mjs` copies them. */
const COPIES = [
  ['lambda/bootstrap', 'lambda'],
  ['processes/inside', 'processes'],
  ['run/awsSdk/worker', 'awsSdk'],
] as const;

/** Lays it into a folder of bundles; packages, which the bundles leave outside themselves, as in a package of ours. */
export function layBesideBundles(dist: string): void {
  for (const [from, to] of COPIES) cpSync(path.join(root, from), path.join(dist, to), { recursive: true });
  const packages = path.join(dist, 'node_modules');
  if (!existsSync(packages)) symlinkSync(path.join(root, 'node_modules'), packages, 'junction');
}
