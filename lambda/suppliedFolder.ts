/** Folders of ours with what Lambda supplies and a project need not have. */
import path from 'node:path';

/** Packages for one line of Python, such as `3.12`, below the folder of all that is installed: what runs on one breaks on another. Absolute. */
export function pythonFolder(suppliedDir: string, line: string): string {
  return path.join(suppliedDir, `python${line}`);
}
