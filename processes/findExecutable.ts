/** Finds programs the way a shell would, without one. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of a program on PATH, or undefined. On Windows PATHEXT's endings are tried. */
export function findExecutable(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (path.isAbsolute(name)) return existsSync(name) ? name : undefined;
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';') : [''];
  for (const dir of (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter)) {
    if (!dir) continue;
    for (const ending of endings) {
      const file = path.join(dir, name + ending.toLowerCase());
      if (statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
    }
  }
  return undefined;
}
