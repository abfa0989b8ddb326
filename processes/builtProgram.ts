/** The executable of a function that is one itself, wherever its build leaves it, and the command that builds it. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { listed } from './versions/listed';
import { smallFile } from './versions/smallFile';

export interface Built {
  /** Absolute. */
  readonly codeDir: string;
  /** Absolute: the project's, at or above it. */
  readonly projectDir: string;
  /** All that the function is called: builds leave folders of these names. */
  readonly names: readonly string[];
}

/** From the code's folder up to the project's, and the project's. */
export function foldersUpTo({ codeDir, projectDir }: Pick<Built, 'codeDir' | 'projectDir'>): string[] {
  const folders = [codeDir];
  for (let at = codeDir; at.startsWith(projectDir + path.sep);) folders.push((at = path.dirname(at)));
  return [...new Set([...folders, projectDir])];
}

/**
 * Folders in which builds leave what is deployed of a function: its code's own, that of `sam build`, that of `cargo lambda build`.
 * Sources: SAM, "sam build"; cargo-lambda.info, "Cargo Lambda Build".
 */
export function builtFolders(built: Built): string[] {
  const up = foldersUpTo(built);
  const ofSam = up.flatMap((folder) => built.names.map((name) => path.join(folder, '.aws-sam', 'build', name)));
  const ofCargo = up
    .map((folder) => path.join(folder, 'target', 'lambda'))
    .flatMap((folder) => cargoFolders(folder, built));
  return [built.codeDir, ...ofSam, ...ofCargo];
}

/** By the function's names or those in its Cargo.toml; a single one is meant whatever it is called. */
function cargoFolders(folder: string, { codeDir, names }: Built): string[] {
  const all = listed(folder).filter((name) => !name.includes('.'));
  const text = smallFile(path.join(codeDir, 'Cargo.toml')) ?? '';
  const wanted = [...names, ...[...text.matchAll(/^\s*name\s*=\s*"([^"]+)"/gm)].map(([, name]) => name!)];
  const named = all.filter((name) => wanted.includes(name));
  const meant = named.length > 0 ? named : all.length === 1 ? all : [];
  return meant.map((name) => path.join(folder, name));
}

/** Absolute path of the newest file with one of the names in any of the folders. */
export function newestOf(folders: readonly string[], names: readonly string[]): string | undefined {
  const found = folders.flatMap((folder) =>
    names.flatMap((name) => {
      const file = path.join(folder, name);
      // Below what is no folder, such as a zip file, there is nothing.
      const about = existsSync(file) ? statSync(file, { throwIfNoEntry: false }) : undefined;
      return about?.isFile() ? [{ file, time: about.mtimeMs }] : [];
    }),
  );
  return found.reduce<(typeof found)[number] | undefined>(
    (best, each) => (best && best.time >= each.time ? best : each),
    undefined,
  )?.file;
}

/** The program of a custom runtime; of `go1.x`, which has the handler's name. */
export function builtBootstrap(built: Built, runtime: string, handler: string | undefined): string | undefined {
  const name = runtime.startsWith('go') ? (handler ?? 'main') : 'bootstrap';
  return newestOf(builtFolders(built), process.platform === 'win32' ? [`${name}.exe`, name] : [name]);
}

/** By what lies in the code's folder or above it: the command that leaves the executable, and where it is given. */
const BUILDS: readonly (readonly [file: RegExp, command: string])[] = [
  [/^Makefile$/, 'sam build'],
  [/^go\.mod$/, 'go build -o bootstrap .'],
  [/^Cargo\.toml$/, 'cargo lambda build'],
  [/\.(?:cs|fs)proj$/, 'dotnet publish'],
  [/^pom\.xml$/, 'mvn package'],
  [/^build\.gradle(?:\.kts)?$/, 'gradle build'],
];

export interface Build {
  readonly command: string;
  /** Absolute. */
  readonly folder: string;
}

export function buildOf(built: Pick<Built, 'codeDir' | 'projectDir'>): Build | undefined {
  for (const folder of foldersUpTo(built)) {
    const files = listed(folder);
    for (const [pattern, command] of BUILDS) {
      if (!files.some((file) => pattern.test(file))) continue;
      const isMakefileOfSam =
        command !== 'sam build' || /^build-/m.test(smallFile(path.join(folder, 'Makefile')) ?? '');
      // The code's folder has the package that is built, also where go.mod stands above it.
      if (isMakefileOfSam) return { command, folder: command.startsWith('go ') ? built.codeDir : folder };
    }
  }
  return undefined;
}
