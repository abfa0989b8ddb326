/** The source of a function in a language whose sources are not read here, for people to be led to. */
import path from 'node:path';
import { FOREIGN_RUNTIMES, foreignRuntimeOf } from '../core/handlers';
import { filesBelow } from './walk';
import type { Files } from './files';

/** Levels below the code's folder: packages of Java are deep. */
const DEEP = 12;

/**
 * Absolute path of the file, where exactly one has the likeliest of its names.
 *
 * @param others folders in which other functions have their code: what lies in one below `codeDir` is theirs
 */
export function sourceOfRuntime(
  runtime: string,
  handler: string,
  codeDir: string,
  files: Files,
  others: readonly string[] = [],
): string | undefined {
  const id = foreignRuntimeOf(runtime);
  const endings = id === undefined ? [] : FOREIGN_RUNTIMES[id].sourcesOf(handler);
  if (endings.length === 0 || !files.isFolder(codeDir)) return undefined;
  const theirs = others.filter((each) => isWithin(each, codeDir));
  return withEnding(endings, codeDir, files, (file) => !theirs.some((each) => isWithin(file, each)));
}

/** The source of a program by what it is called: `hello.go`, or what a folder `hello` is built from. */
export function sourceOfProgram(names: readonly string[], folder: string, files: Files): string | undefined {
  const endings = names.flatMap((name) => [`/${name}.go`, `/${name}/main.go`, `/${name}.rs`, `/${name}/src/main.rs`]);
  return endings.length === 0 ? undefined : withEnding(endings, folder, files);
}

function withEnding(
  endings: readonly string[],
  folder: string,
  files: Files,
  isOwn: (file: string) => boolean = () => true,
): string | undefined {
  const own = [...filesBelow(files, folder, DEEP)].filter(isOwn);
  const all = own.map((file) => [file, file.split(path.sep).join('/')] as const);
  for (const ending of endings) {
    const [found, ...others] = all.filter(([, written]) => written.endsWith(ending));
    if (found && others.length === 0) return found[0];
  }
  return undefined;
}

function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(outer + path.sep);
}
