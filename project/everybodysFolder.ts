import os from 'node:os';
import path from 'node:path';
import { homeFolder } from './homeFolder';

/** The user's own folder, those for temporary files, and what these lie in: what is in it belongs to no one project. */
export function isEverybodys(folder: string): boolean {
  const common = [homeFolder() ?? path.sep, os.tmpdir(), '/tmp', '/var/tmp'].map((each) => path.resolve(each));
  return common.some(
    (each) => each === folder || each.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep),
  );
}
