/** A folder for what memory should not hold. */
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ownTemporaryFolder } from '../processes/temporaryFolder';

export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Readable by this user alone; goes with the process where nobody removes it before.
 *
 * @throws a sentence where there is no folder for temporary files, or what the system says where that is full
 */
export function scratchFolder(): ScratchFolder {
  const own = ownTemporaryFolder();
  if ('problem' in own) throw new Error(own.problem);
  const folder = mkdtempSync(path.join(own.folder, 'histories-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
