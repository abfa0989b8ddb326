/** Where Stepwise keeps what it has synthesized of an app: never in the app's own folder. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files } from '../../files';
import { homeFolder } from '../../homeFolder';

/** In the folder of an assembly: the absolute path of its app. */
export const APP_NOTE = 'app.txt';

/** Absolute, the same for the same app; undefined where the user has no home. */
export function synthesizedFolder(app: string): string | undefined {
  const kept = keptFolder();
  if (kept === undefined) return undefined;
  const name = createHash('sha256').update(path.resolve(app)).digest('hex').slice(0, 16);
  return path.join(kept, name);
}

/** The folder of the app that a file was synthesized from; undefined for any file outside our own folders. */
export function appOfSynthesized(file: string, files: Files): string | undefined {
  const kept = keptFolder();
  const [name, ...rest] = kept === undefined ? [] : path.relative(kept, file).split(path.sep);
  if (kept === undefined || name === undefined || !/^[0-9a-f]{16}$/.test(name) || rest.length === 0) return undefined;
  const app = files.read(path.join(kept, name, APP_NOTE)).text?.trim();
  return app !== undefined && path.isAbsolute(app) && synthesizedFolder(app) === path.join(kept, name)
    ? app
    : undefined;
}

function keptFolder(): string | undefined {
  const home = homeFolder();
  return home === undefined ? undefined : path.join(home, '.stepwise', 'cdk');
}
