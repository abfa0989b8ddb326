import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with these files (path → text or bytes), gone when the test is over. */
export function temporaryFolder(files: { readonly [file: string]: string | Uint8Array }): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'stepwise-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  writeFiles(folder, files);
  return folder;
}

/** Files below a folder: path → text or bytes. */
export function writeFiles(folder: string, files: { readonly [file: string]: string | Uint8Array }): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
