/** The version of an interpreter that a project asks for, in the files of version managers. */
import path from 'node:path';
import { existsSync } from 'node:fs';
import type { Interpreter } from './installedVersions';
import { smallFile } from './smallFile';
import { versionOf, type Version } from './version';

interface Pin {
  readonly file: string;
  /** What it says, where it says anything of this interpreter. */
  read(text: string): string | undefined;
}

const PINS: { readonly [name in Interpreter]: readonly Pin[] } = {
  node: [
    { file: '.nvmrc', read: longTermName },
    { file: '.node-version', read: longTermName },
    { file: '.tool-versions', read: (text) => /^\s*(?:nodejs|node)\s+(\S+)/m.exec(text)?.[1] },
    { file: 'mise.toml', read: (text) => /^\s*node\s*=\s*["']([^"']+)["']/m.exec(text)?.[1] },
    { file: '.mise.toml', read: (text) => /^\s*node\s*=\s*["']([^"']+)["']/m.exec(text)?.[1] },
    { file: 'package.json', read: (text) => /"volta"\s*:\s*\{[^{}]*"node"\s*:\s*"([^"]+)"/.exec(text)?.[1] },
  ],
  python: [
    { file: '.python-version', read: (text) => text.trim().split(/\s/)[0] },
    { file: '.tool-versions', read: (text) => /^\s*python\s+(\S+)/m.exec(text)?.[1] },
    { file: 'mise.toml', read: (text) => /^\s*python\s*=\s*["']([^"']+)["']/m.exec(text)?.[1] },
    { file: '.mise.toml', read: (text) => /^\s*python\s*=\s*["']([^"']+)["']/m.exec(text)?.[1] },
  ],
};

/** Node.js's names of its lines with long support. Source: github.com/nodejs/Release. */
const LONG_TERM: { readonly [name: string]: string } = { hydrogen: '18', iron: '20', jod: '22', krypton: '24' };

function longTermName(text: string): string | undefined {
  const said = text.trim().split(/\s/)[0] ?? '';
  return LONG_TERM[said.replace(/^lts\//, '').toLowerCase()] ?? said;
}

/** Levels above a function's code; a repository's root ends the search before. */
const MOST_LEVELS = 12;

/** As the nearest folder says that says any, up to the repository's root; undefined where none does. */
export function pinnedVersion(name: Interpreter, folder: string): Version | undefined {
  let at = folder;
  for (let level = 0; level < MOST_LEVELS; level++) {
    for (const { file, read } of PINS[name]) {
      const text = smallFile(path.join(at, file));
      const version = text === undefined ? undefined : versionOf(read(text) ?? '');
      if (version) return version;
    }
    if (existsSync(path.join(at, '.git')) || path.dirname(at) === at) return undefined;
    at = path.dirname(at);
  }
  return undefined;
}
