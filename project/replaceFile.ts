import fs from 'node:fs';
import path from 'node:path';
import { draftIn, sweepDrafts } from '../processes/sweep';

/** Of files that hold a person's data and are made by us: theirs alone. */
export const OWNER_ONLY = 0o600;

/**
 * Puts a text in a file's place: a reader sees what was there or what is there now, never half of it, and a disk that is full
 * leaves what was there. A link stays one, and so does the mode of a file that is there. Throws what the system says.
 *
 * @param mode of a file that is not there yet
 */
export function replaceFile(file: string, text: string, mode = 0o666): void {
  const target = realPath(file);
  const known = fs.statSync(target, { throwIfNoEntry: false });
  const folder = path.dirname(target);
  void sweepDrafts(folder);
  const draft = draftIn(folder);
  let handle: number | undefined;
  try {
    // A draft that is there is an earlier one of this process, or somebody's link: it is not written through.
    removed(draft);
    handle = fs.openSync(draft, 'wx', known ? known.mode & 0o777 : mode);
    // The mode of what is replaced, whatever the umask takes away.
    if (known) fs.fchmodSync(handle, known.mode & 0o777);
    fs.writeFileSync(handle, text);
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    handle = undefined;
    fs.renameSync(draft, target);
  } catch (error) {
    if (handle !== undefined) {
      fs.closeSync(handle);
      fs.rmSync(draft, { force: true });
    }
    throw error;
  }
}

function removed(file: string): void {
  try {
    fs.unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Where a link leads, though nothing be there yet. */
function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    try {
      return path.resolve(path.dirname(file), fs.readlinkSync(file));
    } catch {
      return file;
    }
  }
}
