/** Pages of text that a feature's answers are written down in. `UPDATE=1` writes them anew; read the difference as code. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

export const PAGES = path.join(__dirname, 'pages');

export function readPage(name: string): string {
  return readFileSync(path.join(PAGES, name), 'utf8').replace(/\r\n/g, '\n');
}

export function expectPage(name: string, text: string): void {
  const file = path.join(PAGES, name);
  if (process.env['UPDATE']) writeFileSync(file, text);
  expect(existsSync(file), `${name} is missing: run with UPDATE=1 and read it`).toBe(true);
  expect(text).toBe(readPage(name));
}
