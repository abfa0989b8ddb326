/** Where the files that run inside handler processes lie. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Absolute. In a bundle this file is `dist/*.js`, in the sources `lambda/bootstrapFolder.ts`. */
export function findBootstraps(): string {
  const bundled = path.join(__dirname, 'lambda');
  return existsSync(path.join(bundled, 'node.cjs')) ? bundled : path.join(__dirname, 'bootstrap');
}
