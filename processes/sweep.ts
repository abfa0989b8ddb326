/** Removes what processes that were killed left behind: nothing else, nowhere else, and through no link. */
import { opendir, rm } from 'node:fs/promises';
import path from 'node:path';
import { hasEnded, ownerOf, ownMark } from './owner';
import { temporaryRoots } from './temporaryFolder';

/** Removes the temporary folders of processes that have ended. Resolves when that is done; it never fails. */
export async function sweepLeftFolders(): Promise<void> {
  await Promise.all(temporaryRoots().map((root) => sweepFolder(root, (name) => name)));
}

const DRAFT = { prefix: '.stepwise-', ending: '.tmp' };

/** A file beside one that is to be written, so that it can take that one's place in one step. */
export function draftIn(folder: string): string {
  return path.join(folder, DRAFT.prefix + ownMark() + DRAFT.ending);
}

/** Removes the drafts of processes that have ended. Resolves when that is done; it never fails. */
export function sweepDrafts(folder: string): Promise<void> {
  return sweepFolder(folder, (name) =>
    name.startsWith(DRAFT.prefix) && name.endsWith(DRAFT.ending)
      ? name.slice(DRAFT.prefix.length, -DRAFT.ending.length)
      : '',
  );
}

/** @param markIn the owner's mark in the name of an entry */
async function sweepFolder(folder: string, markIn: (name: string) => string): Promise<void> {
  try {
    // Entry by entry: a history may lie in a folder of very many files.
    for await (const { name } of await opendir(folder)) {
      const owner = ownerOf(markIn(name));
      // A link is removed, not followed. What cannot be removed stays for the next.
      if (owner && hasEnded(owner)) await rm(path.join(folder, name), GONE).catch(() => {});
    }
  } catch {
    // What cannot be listed holds nothing of ours.
  }
}

const GONE = { recursive: true, force: true };
