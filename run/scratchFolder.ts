/** A folder of this process's own, for what memory should not hold. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Readable by this user alone; goes with the process where nobody removes it before.
 *
 * @throws where the system's folder for temporary files is not there or is full
 */
export function scratchFolder(): ScratchFolder {
  const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'stepwise-'));
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { path: folder, remove };
}
