import path from 'node:path';
import { phrase, type Phrase } from '../core/l10n/phrase';
import { endingsOf, exportsOf, HANDLER_LANGUAGE_IDS, languageOf, languageOfRuntime } from '../core/handlers';
import { isOfTests, saysNothing } from '../core/handlers/fileNames';
import { filesBelow } from './walk';
import type { Files } from './files';
import { bareName } from './findFunction';

const MOST_SHOWN = 5;

export interface LikelyFile {
  readonly file: string;
  /** The folder below which the handler's module lies: what imports from there is found. */
  readonly codeDir: string;
  readonly exportName: string;
  /** Only what it exports tells of it: a bundler calls what it writes `index`, whatever that is made of. */
  readonly isNamedOtherwise: boolean;
  /** Others that would do as well. */
  readonly others: readonly string[];
}

/**
 * The source of a function that only its handler tells of: a file of the handler's name that exports it, in the first
 * of the folders that has one. Of several the one whose folder is called as the function is; undefined where none stands out.
 * A handler's name that says nothing, such as `index`, may be a bundler's: then a file of any name.
 *
 * @param names of the function and of its package
 */
export function likelyFile(
  handler: string,
  runtime: string | undefined,
  names: readonly string[],
  where: { readonly folders: readonly string[]; readonly files: Files },
): LikelyFile | undefined {
  const id = (runtime === undefined ? undefined : languageOfRuntime(runtime)) ?? HANDLER_LANGUAGE_IDS[0]!;
  const ids = runtime === undefined ? HANDLER_LANGUAGE_IDS : [id];
  const { modulePath, exportName } = languageOf(id).splitHandler(handler);
  const bare = names.map(bareName).filter((name) => name !== '');
  const endings = ids.flatMap((each) => endingsOf(each));
  for (const folder of where.folders) {
    const exporting = (ends: readonly string[]): readonly string[] =>
      [...filesBelow(where.files, folder, 4)].filter(
        (file) =>
          ends.some((end) => file.endsWith(end)) &&
          !isOfTests(path.relative(folder, file)) &&
          exportsOf(file, where.files.readSource(file) ?? '').some(({ name }) => name === exportName),
      );
    const named = exporting(endings.map((ending) => `${path.sep}${modulePath}${ending}`));
    const isNamedOtherwise = named.length === 0;
    const found = isNamedOtherwise && saysNothing(path.posix.basename(modulePath)) ? exporting(endings) : named;
    const alike = found.filter((file) => {
      const parts = path.relative(folder, file).split(path.sep);
      return parts.some((part) => bare.includes(bareName(part.replace(/\.\w+$/, ''))));
    });
    const [file, ...others] = alike.length > 0 ? alike : found;
    if (file === undefined) continue;
    if (others.length > 0 && alike.length !== 1) return undefined;
    const end = isNamedOtherwise ? path.basename(file) : modulePath + path.extname(file);
    const codeDir = path.resolve(file.slice(0, -end.length));
    return { file, codeDir, exportName, isNamedOtherwise, others: found.filter((each) => each !== file) };
  }
  return undefined;
}

/**
 * What a person is told of it.
 *
 * @param where what holds the code, of which nothing here says more
 * @param shown the file's path
 */
export function takenFor(
  { isNamedOtherwise, exportName }: LikelyFile,
  { name, handler, where, shown }: { readonly [what in 'name' | 'handler' | 'where' | 'shown']: string },
): Phrase {
  return isNamedOtherwise
    ? phrase`Nothing here says what is in ${where}. ${shown} is taken for the code of ${name}, because it exports ${exportName}.`
    : phrase`Nothing here says what is in ${where}. ${shown} is taken for the code of ${name}, because the handler is called ${handler}.`;
}

/** What is said behind it: other files that would do as well. @param folder from which their paths are shown */
export function alternatives(others: readonly string[], folder: string): string {
  const shown = others.slice(0, MOST_SHOWN).map((file) => path.relative(folder, file));
  return shown.length === 0 ? '' : ` ${phrase`It could also be ${shown.join(', ')}.`}`;
}
