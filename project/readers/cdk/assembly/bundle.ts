/** From what a bundler has written back to the file that a person edits. */
import path from 'node:path';
import { exportsOf } from '../../../../core/handlers';
import { isJsonObject, objectOf } from '../../../../core/json';
import type { Files } from '../../../files';
import { foldersAbove } from '../../../foldersUp';
import { jsonObject, textOf } from '../app';

/** What shows that a source is the entry, best first. */
export type Evidence = 'source-map' | 'metafile' | 'bundle-comment';

export interface BundleEntry {
  readonly file: string;
  readonly evidence: Evidence;
}

const MODULE_COMMENT = /^\/\/ ((?:\.\.?\/)*[^\s:*?"<>|][^:*?"<>|\r\n]*\.[cm]?[jt]sx?)$/gm;
const PACKAGES = /(?:^|[\\/])node_modules[\\/]/;
/** Folders above the app that a bundler may have been started in: where the lock file is. */
const MOST_ABOVE = 6;

/**
 * The source that a bundle was made from.
 *
 * @param folder absolute: of the bundle
 * @param exportName what the handler is called in it
 * @param app absolute: the app's folder
 */
export function entryOfBundle(folder: string, exportName: string, app: string, files: Files): BundleEntry | undefined {
  const bundle = ['index.js', 'index.mjs', 'index.cjs']
    .map((name) => path.join(folder, name))
    .find(files.isFile, files);
  if (bundle === undefined) return undefined;
  const first = exportName.split('.')[0]!;
  const exporting = (candidates: readonly string[]): string | undefined =>
    candidates.find((file) => {
      const text = files.isFile(file) ? files.readSource(file) : undefined;
      return text !== undefined && exportsOf(file, text).some(({ name }) => name.split('.')[0] === first);
    });
  const mapped = exporting(sourcesOfMap(bundle, files));
  if (mapped !== undefined) return { file: mapped, evidence: 'source-map' };
  const named = exporting(entriesOfMetafile(path.join(folder, 'index.meta.json'), app, files));
  if (named !== undefined) return { file: named, evidence: 'metafile' };
  const text = files.readSource(bundle) ?? '';
  // What is bundled last is what asks for all the rest.
  const comments = [...text.matchAll(MODULE_COMMENT)].map(([, written]) => written!).reverse();
  const own = [...new Set(comments)].filter((written) => !PACKAGES.test(written));
  const commented = exporting(
    own.flatMap((written) => foldersAbove(app, MOST_ABOVE).map((each) => path.resolve(each, written))),
  );
  return commented === undefined ? undefined : { file: commented, evidence: 'bundle-comment' };
}

/** The entry stands first in CommonJS and last in an ES module. */
function sourcesOfMap(bundle: string, files: Files): readonly string[] {
  const map = jsonObject(files.read(`${bundle}.map`).text ?? '');
  const sources = Array.isArray(map?.sources) ? map.sources.map(String) : [];
  const own = sources
    .filter((source) => !PACKAGES.test(source))
    .map((each) => path.resolve(path.dirname(bundle), each));
  return bundle.endsWith('.mjs') ? own.reverse() : own;
}

function entriesOfMetafile(metafile: string, app: string, files: Files): readonly string[] {
  const outputs = Object.values(objectOf(jsonObject(files.read(metafile).text ?? '')?.outputs));
  return outputs.flatMap((output) => {
    const entry = isJsonObject(output) ? textOf(output.entryPoint) : undefined;
    return entry === undefined ? [] : foldersAbove(app, MOST_ABOVE).map((folder) => path.resolve(folder, entry));
  });
}
