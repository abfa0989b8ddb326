import path from 'node:path';
import { languageOfFile } from '../core/handlers';
import { isOfTests } from '../core/handlers/fileNames';
import { isEverybodys } from './everybodysFolder';
import { filesOnDisk } from './files';
import { filesBelow } from './walk';
import type { Files } from './files';
import { foldersUp } from './foldersUp';
import { isMentioned, mentioning, wordsOf } from './mentions';
import type { Project } from './project';
import { marksOf, readPart } from './readPart';
import { readProject, terraformVariables } from './readProject';
import type { ReadProjectOptions } from './readProject';
import { PROJECT_READERS } from './readers';
import { appOfSynthesized } from './readers/cdk/synthesizedFolder';
import { isPlainMachine } from './readers/plainFolder';
import { SETTINGS_FILE } from './settings/readSettings';
import { isMarked, markedFoldersBeside, markedFoldersNear } from './stackFolders';

/** The folder of the project that a file belongs to, and why it is that one. */
export interface ProjectPlace {
  readonly folder: string;
  readonly why: WhyProject;
}

export type WhyProject =
  /** What describes it names the file. */
  | 'owner'
  /** It is the nearest above the file. */
  | 'above'
  /** It lies beside the file's folder, or beside one above. */
  | 'beside'
  /** A settings file stands there. */
  | 'settings'
  /** It is the nearest above a definition that has code. */
  | 'code'
  /** Nothing describes one: the file's own folder. */
  | 'own';

/** The project around a file: see {@link findProjectPlace}. */
export function findProjectFor(file: string): Project {
  const files = filesOnDisk();
  return readProject(findProjectFolder(file, { files }), { definition: file, files });
}

/** The folder of {@link findProjectPlace}. */
export function findProjectFolder(file: string, options: ReadProjectOptions = {}): string {
  return findProjectPlace(file, options).folder;
}

/**
 * The project that a file belongs to: that of the deployment file that names it, above it, beside, or in one of the other
 * folders that bound projects; else the nearest above it; else one that lies beside; else the folder of the nearest `.vscode/stepwise.json`; else the nearest in its repository that has code, else
 * the file's own. A file's folder may be given instead of the file.
 */
export function findProjectPlace(file: string, options: ReadProjectOptions = {}): ProjectPlace {
  const files = (options.files ?? filesOnDisk(options)).untold();
  const asked = path.resolve(file);
  const app = appOfSynthesized(asked, files);
  if (app !== undefined) return { folder: app, why: 'owner' };
  const isFolder = files.isFolder(asked);
  const start = isFolder ? asked : path.dirname(asked);
  const { folders, isBounded } = foldersUp(start, options.bounds ?? [], files);

  const above = folders.filter((folder) => isMarked(folder, files));
  // Where nothing bounds a project, a caller that lies a few folders away is found all the same: it names the part itself.
  const mayHoldWhole = isBounded
    ? folders
    : folders.slice(0, FOLDERS_UP_TO_WHOLE).filter((folder) => above.includes(folder) || !isEverybodys(folder));
  const owns = (folder: string): boolean => !isFolder && namesFile(folder, asked, files);
  const ownerAbove = above.find(owns);
  if (ownerAbove !== undefined) {
    return { folder: wholeOf(ownerAbove, mayHoldWhole, files), why: 'owner' };
  }

  // Where nothing bounds a project, what lies beside its folder is other people's.
  const around = above.includes(start) ? [] : isBounded ? folders : [start];
  let beside: string | undefined;
  for (const folder of around) {
    for (const { folder: found, isUsual } of markedFoldersBeside(folder, files)) {
      if (above.includes(found)) continue;
      if (owns(found)) return { folder: found, why: 'owner' };
      // Another project's neighbour is none of its parts; what lies below a folder that is asked about is a part of what it holds.
      if (isUsual && isBounded) beside ??= isFolder && found.startsWith(start + path.sep) ? start : found;
    }
  }
  // Folders that are open beside its own: what is deployed from one may stand in another.
  for (const folder of isFolder ? [] : foldersApart(asked, options.bounds ?? [])) {
    for (const found of markedFoldersNear(folder, files, DEEPEST_WHOLE, MOST_FOLDERS)) {
      if (!above.includes(found) && owns(found)) return { folder: found, why: 'owner' };
    }
  }
  // What lies about in a folder that is everybody's describes nothing below it, unless it names the file.
  const nearest = above.find((folder) => folder === start || !isEverybodys(folder));
  if (nearest !== undefined) {
    return { folder: isFolder ? nearest : wholeOf(nearest, mayHoldWhole, files), why: 'above' };
  }
  if (beside !== undefined) return { folder: beside, why: beside === start ? 'own' : 'beside' };
  const settings = folders.find((folder) => files.isFile(path.join(folder, SETTINGS_FILE)));
  if (settings !== undefined) return { folder: settings, why: 'settings' };
  // Definitions are often kept apart from the handlers that they call: nothing but the repository holds both.
  const isApart = !isFolder && isBounded && isPlainMachine(asked, files);
  const withCode = isApart && folders.find((folder) => hasCode(folder, files));
  return !withCode || withCode === start ? { folder: start, why: 'own' } : { folder: withCode, why: 'code' };
}

/** Levels of folders in which a project lies that takes another folder as its part; parts within each other. */
const DEEPEST_WHOLE = 3;
const MOST_FOLDERS = 300;
/** How far above a part, where there is no repository. */
const FOLDERS_UP_TO_WHOLE = 5;

/** The project that a folder is a part of, as one of a module's callers; of several the nearest, else the folder itself. */
function wholeOf(part: string, around: readonly string[], files: Files, depth = DEEPEST_WHOLE): string {
  const readers = PROJECT_READERS.filter((reader) => reader.includes && marksOf(reader, part, files).length > 0);
  if (readers.length === 0 || depth === 0) return part;
  for (const folder of around) {
    for (const found of markedFoldersNear(folder, files, DEEPEST_WHOLE, MOST_FOLDERS)) {
      if (found !== part && readers.some((reader) => reader.includes!(found, part, files))) {
        return wholeOf(found, around, files, depth - 1);
      }
    }
  }
  return part;
}

/** Those of some folders that do not hold the file. */
function foldersApart(file: string, folders: readonly string[]): readonly string[] {
  return folders.map((each) => path.resolve(each)).filter((each) => !file.startsWith(each + path.sep));
}

function hasCode(folder: string, files: Files): boolean {
  for (const file of filesBelow(files, folder)) {
    if (languageOfFile(file) !== undefined && !isOfTests(path.relative(folder, file))) return true;
  }
  return false;
}

/** Whether what describes the project in a folder names a file as a definition or as code of a function. */
function namesFile(folder: string, file: string, files: Files): boolean {
  const test = mentioning(wordsOf(file));
  return PROJECT_READERS.some((reader) => {
    const marks = marksOf(reader, folder, files);
    if (marks.length === 0) return false;
    if (!marks.includes(file) && !isMentioned(reader, folder, files, test)) return false;
    const { result: read } = readPart(
      reader,
      folder,
      files,
      { root: folder, environment: terraformVariables() },
      { all: {}, stacks: {} },
    );
    const isIt = (each: { readonly file?: string }): boolean => each.file === file;
    return read !== undefined && (read.machines.some(isIt) || read.functions.some(isIt));
  });
}
