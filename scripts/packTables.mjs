// Packs `services/tables` for a build: a few neighbours compressed together, behind one another in one file, so that a
// service is read without the others and hundreds of small files cost the package no room. Compressing takes seconds, so
// it is kept.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** More are smaller, and slower to read one of. */
const TOGETHER = 16;

/** @param {string} root of the project @param {string} out the folder in `dist` */
export function packTables(root, out) {
  const from = path.join(root, 'services', 'tables');
  const index = JSON.parse(readFileSync(path.join(from, 'index.json'), 'utf8'));
  const texts = index.services.map(({ name }) => readFileSync(path.join(from, `${name}.txt`)));
  const hash = createHash('sha256');
  for (const text of [readFileSync(path.join(from, 'index.json')), ...texts]) hash.update(text);
  const kept = path.join(root, '.cache', 'tables', hash.digest('hex').slice(0, 16));
  if (!existsSync(path.join(kept, 'index.json'))) {
    const parts = [];
    const services = [];
    let offset = 0;
    for (let first = 0; first < texts.length; first += TOGETHER) {
      const some = texts.slice(first, first + TOGETHER);
      const part = brotliCompressSync(some.join('\0'));
      some.forEach((_text, nth) => services.push({ ...index.services[first + nth], at: [offset, part.length, nth] }));
      parts.push(part);
      offset += part.length;
    }
    mkdirSync(kept, { recursive: true });
    writeFileSync(path.join(kept, 'tables.br'), Buffer.concat(parts));
    writeFileSync(path.join(kept, 'index.json'), JSON.stringify({ ...index, services }));
  }
  cpSync(kept, out, { recursive: true });
}
