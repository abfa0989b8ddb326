/** Where Stepwise keeps what it has synthesized of an app: never in the app's own folder. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { homeFolder } from '../../homeFolder';

/** Absolute, the same for the same app; undefined where the user has no home. */
export function synthesizedFolder(app: string): string | undefined {
  const home = homeFolder();
  if (home === undefined) return undefined;
  const name = createHash('sha256').update(path.resolve(app)).digest('hex').slice(0, 16);
  return path.join(home, '.stepwise', 'cdk', name);
}
