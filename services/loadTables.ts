/**
 * The catalogue on disk: `services/tables` in the sources, a text per service; in a build one file in which a few
 * are compressed together, and an index that says where (see `scripts/packTables.mjs`).
 */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readTable } from '../core/catalog/services/readTable';
import type { ServiceEntry, ServiceTable } from '../core/catalog/services/serviceTable';

export interface Catalogue {
  /** `2026-08-07`: when AWS's models were read. */
  readonly date: string;
  readonly services: readonly ServiceEntry[];
  /** Read once, at its first use. */
  readonly table: (name: string) => ServiceTable | undefined;
}

/** Of the packed part, and which text of it. */
type Place = readonly [offset: number, bytes: number, nth: number];

interface Index {
  readonly date: string;
  readonly services: readonly (ServiceEntry & { readonly at?: Place })[];
}

let loaded: Catalogue | undefined;

/** Nothing of the catalogue is in memory before this is called. */
export function loadCatalogue(): Catalogue {
  return (loaded ??= catalogueIn(findTables()));
}

/** Absolute. In a bundle this file is `dist/*.js`, in the sources `services/loadTables.ts`. */
function findTables(): string {
  const bundled = path.join(__dirname, 'services');
  return existsSync(path.join(bundled, 'index.json')) ? bundled : path.join(__dirname, 'tables');
}

function catalogueIn(folder: string): Catalogue {
  const { date, services } = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as Index;
  const tables = new Map<string, ServiceTable>();
  return {
    date,
    services,
    table: (name) => {
      const entry = services.find((each) => each.name === name);
      if (!entry) return undefined;
      let table = tables.get(name);
      if (!table) {
        const text = entry.at
          ? packedText(path.join(folder, 'tables.br'), entry.at)
          : readFileSync(path.join(folder, `${name}.txt`), 'utf8');
        tables.set(name, (table = readTable(text)));
      }
      return table;
    },
  };
}

function packedText(file: string, [offset, bytes, nth]: Place): string {
  const packed = Buffer.alloc(bytes);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, packed, 0, bytes, offset);
  } finally {
    closeSync(descriptor);
  }
  return brotliDecompressSync(packed).toString('utf8').split('\0')[nth] ?? '';
}
