/**
 * The catalogue on disk: `services/tables` in the sources, a text per service; in a build one file in which a few
 * are compressed together, and an index that says where (see `scripts/packTables.mjs`).
 */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { readTable } from '../core/catalog/services/readTable';
import type { ServiceCatalogue } from '../core/catalog/services/serviceCatalogue';
import type { ServiceEntry, ServiceTable } from '../core/catalog/services/serviceTable';

/** Of the packed part, and which text of it. */
type Place = readonly [offset: number, bytes: number, nth: number];

interface Index {
  readonly date: string;
  readonly services: readonly (ServiceEntry & { readonly at?: Place })[];
}

let loaded: ServiceCatalogue | undefined;

/** Nothing is read before something of it is asked for. */
export function loadCatalogue(): ServiceCatalogue {
  return (loaded ??= catalogueIn(findTables()));
}

/** Absolute. In a bundle this file is `dist/*.js`, in the sources `services/loadTables.ts`. */
function findTables(): string {
  const bundled = path.join(__dirname, 'services');
  return existsSync(path.join(bundled, 'index.json')) ? bundled : path.join(__dirname, 'tables');
}

function catalogueIn(folder: string): ServiceCatalogue {
  const tables = new Map<string, ServiceTable>();
  let index: Index | undefined;
  const read = (): Index => (index ??= JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as Index);
  return {
    get date() {
      return read().date;
    },
    get services() {
      return read().services;
    },
    table: (name) => {
      let table = tables.get(name);
      if (table) return table;
      const entry = read().services.find((each) => each.name === name);
      if (!entry) return undefined;
      const text = entry.at
        ? packedText(path.join(folder, 'tables.br'), entry.at)
        : readFileSync(path.join(folder, `${name}.txt`), 'utf8');
      tables.set(name, (table = readTable(text)));
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
