/** Folders that hold what describes a stack: a template, a Serverless service, a Terraform root, a CDK app. */
import path from 'node:path';
import type { Files } from './files';
import { marksIn } from './readPart';
import { PROJECT_READERS } from './readers';
import { entriesCalled, isSkippedFolder } from './walk';

/** Whether a reader knows a folder as a project. */
export function isMarked(folder: string, files: Files): boolean {
  return marksIn(folder, files).size > 0;
}

/** Names that deployment files are kept under beside the code; such folders are looked into first. */
const USUAL =
  /^(infra(structure)?|iac|cdk|sam|terraform|tofu|tf|deploy(ment)?s?|stacks?|cloudformation|cfn|templates?|serverless)$/i;

/** Marked folders at and below one, the nearest first. */
export function markedFoldersBelow(folder: string, files: Files): readonly string[] {
  // Most changes concern no folder: then none is looked at again.
  return files.keptData(`marked:${folder}`, (noted) =>
    noted
      .below(folder)
      .flatMap((each) => (marking(each).length > 0 && isMarked(each.folder, noted) ? [each.folder] : [])),
  );
}

/** The same, folder by folder. */
export function* marksInPieces(folder: string, files: Files): Generator<void> {
  for (const each of files.below(folder)) {
    if (marking(each).length === 0) continue;
    isMarked(each.folder, files);
    yield;
  }
}

const marking = entriesCalled((name) => PROJECT_READERS.some((reader) => reader.mayMark(name)));

/** As {@link markedFoldersBelow}, of no more than so many folders: a look at what lies near, for a question that has to be quick. */
export function* markedFoldersNear(folder: string, files: Files, depth: number, most: number): Generator<string> {
  let level = [folder];
  let count = 0;
  for (let at = 0; at <= depth && level.length > 0; at++) {
    const next: string[] = [];
    for (const current of level) {
      if (++count > most) return;
      if (isMarked(current, files)) yield current;
      for (const name of foldersIn(current, files)) next.push(path.join(current, name));
    }
    level = next;
  }
}

export interface MarkedFolder {
  readonly folder: string;
  /** Its name, or that of one above, says that deployment files are kept there. */
  readonly isUsual: boolean;
}

/** Marked folders beside and a little below a folder: where deployment files are kept apart from the code. */
export function* markedFoldersBeside(folder: string, files: Files, most = 200): Generator<MarkedFolder> {
  let count = 0;
  const look = function* (current: string, depth: number, isNamed: boolean): Generator<MarkedFolder> {
    const names = foldersIn(current, files);
    for (const name of [...names.filter((each) => USUAL.test(each)), ...names.filter((each) => !USUAL.test(each))]) {
      if (++count > most) return;
      const below = path.join(current, name);
      const isUsual = isNamed || USUAL.test(name);
      if (isMarked(below, files)) yield { folder: below, isUsual };
      if (depth > 1) yield* look(below, depth - 1, isUsual);
    }
  };
  yield* look(folder, 2, false);
}

function foldersIn(folder: string, files: Files): string[] {
  return files.list(folder).flatMap(({ name, isFolder }) => (isFolder && !isSkippedFolder(name) ? [name] : []));
}
