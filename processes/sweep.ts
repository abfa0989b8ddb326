/** Removes what processes that were killed left behind: nothing else, nowhere else, and through no link. */
// Not the form with promises: it would cost each start a millisecond.
import { existsSync, readdir, readdirSync, rm, rmSync } from 'node:fs';
import path from 'node:path';
import { hasEnded, ownerOf, ownMark } from './owner';
import { sweepSessionsOnce } from './session';
import { SHORT_NAME, temporaryRoots } from './temporaryFolder';

/** Removes the temporary folders of processes that have ended. Resolves when that is done; it never fails. */
export async function sweepLeftFolders(): Promise<void> {
  const roots = temporaryRoots();
  // Whoever left a folder may have left a program of the user's, too.
  await Promise.all(roots.map((root) => sweepFolder(root, (name) => name, sweepSessionsOnce)));
  for (const root of roots) sweepLinks(root);
}

/** Links to what has gone. */
function sweepLinks(root: string): void {
  try {
    for (const name of readdirSync(root)) {
      const link = path.join(root, name);
      if (SHORT_NAME.test(name) && !existsSync(link)) rmSync(link, { force: true });
    }
  } catch {
    // They stay for the next.
  }
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

/**
 * @param markIn the owner's mark in the name of an entry
 * @param found is called before anything is removed
 */
async function sweepFolder(folder: string, markIn: (name: string) => string, found?: () => void): Promise<void> {
  // What cannot be listed holds nothing of ours.
  const names = await new Promise<readonly string[]>((resolve) => readdir(folder, (_, all = []) => resolve(all)));
  const left = names.filter((name) => {
    const owner = ownerOf(markIn(name));
    return owner && hasEnded(owner);
  });
  if (left.length > 0) found?.();
  // A link is removed, not followed. What cannot be removed stays for the next.
  const options = { recursive: true, force: true };
  await Promise.all(left.map((name) => new Promise((done) => rm(path.join(folder, name), options, done))));
}
