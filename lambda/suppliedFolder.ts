/** Folders of ours with what Lambda supplies and a project need not have. */
import path from 'node:path';

/** Packages of Python, below the folder of all that is installed. Absolute. */
export function pythonFolder(suppliedDir: string): string {
  return path.join(suppliedDir, 'python');
}
