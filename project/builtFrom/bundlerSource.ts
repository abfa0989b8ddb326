import path from 'node:path';
import { objectOf } from '../../core/json';
import type { Files } from '../files';
import { jsonObjectIn } from '../jsonObject';

/** Folders above a file in which its `package.json` is looked for. */
const MOST_FOLDERS = 5;

/** `esbuild src/index.ts --outfile=dist/lambda.js`, to the end of the command. */
const ESBUILD = /(?:^|[\s;&|])esbuild\s+([^;&|]*)/g;

/**
 * The entry point that a bundler makes a file of, as a script of the nearest `package.json` says.
 *
 * Source: https://esbuild.github.io/api/#outfile, #outdir, #outbase and #entry-points
 *
 * @param bundled absolute, without an ending
 * @returns absolute; undefined where no script writes there
 */
export function bundlerSource(bundled: string, files: Files): string | undefined {
  let folder = path.dirname(bundled);
  for (let count = 0; count < MOST_FOLDERS; count++, folder = path.dirname(folder)) {
    const { scripts } = jsonObjectIn(path.join(folder, 'package.json'), files);
    for (const script of Object.values(objectOf(scripts))) {
      if (typeof script !== 'string') continue;
      for (const [, words = ''] of script.matchAll(ESBUILD)) {
        const found = entryOf(words, folder, bundled, files);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function entryOf(words: string, folder: string, bundled: string, files: Files): string | undefined {
  const all = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/["']/g, ''));
  const option = (name: string): string | undefined =>
    all.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const absolute = (written: string): string => path.resolve(folder, written);
  const entries = all.filter((word) => word !== '' && !word.startsWith('-'));
  const outfile = option('outfile');
  if (outfile !== undefined) {
    const [entry, ...others] = entries;
    if (entry === undefined || others.length > 0 || withoutScript(absolute(outfile)) !== bundled) return undefined;
    return fileOf(absolute(entry), files);
  }
  const outdir = option('outdir');
  if (outdir === undefined) return undefined;
  // `name=src/index.ts` is written as `name`; a pattern stands for what it matches.
  const named = entries.find(
    (entry) => entry.includes('=') && absolute(path.join(outdir, entry.split('=')[0]!)) === bundled,
  );
  if (named !== undefined) return fileOf(absolute(named.slice(named.indexOf('=') + 1)), files);
  const below = path.relative(absolute(outdir), bundled);
  if (below.startsWith('..') || path.isAbsolute(below)) return undefined;
  const meant = path.resolve(folder, option('outbase') ?? commonFolder(entries), below);
  const isMeant = (entry: string): boolean =>
    entry.includes('*')
      ? meant.startsWith(absolute(entry.slice(0, entry.indexOf('*'))))
      : withoutScript(absolute(entry)) === meant;
  return entries.some(isMeant) ? fileOf(meant, files) : undefined;
}

/** The lowest folder above all entry points: what they are called below the output folder begins there. */
function commonFolder(entries: readonly string[]): string {
  const [first = [], ...others] = entries.map((entry) => path.posix.normalize(entry).split('/').slice(0, -1));
  const end = first.findIndex((part, index) => part.includes('*') || others.some((other) => other[index] !== part));
  return (end < 0 ? first : first.slice(0, end)).join('/') || '.';
}

const SCRIPT = /\.[cm]?[jt]sx?$/;
const ENDINGS = ['', '.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

function withoutScript(file: string): string {
  return file.replace(SCRIPT, '');
}

function fileOf(entry: string, files: Files): string | undefined {
  return ENDINGS.map((ending) => entry + ending).find((file) => SCRIPT.test(file) && files.isFile(file));
}
