/** Where the user's consents lie. By itself: every command asks for it, and few need what it holds. */
import path from 'node:path';
import { homeFolder } from '../../project/homeFolder';

/** `~/.stepwise/consents.json`; undefined where the user has no home. */
export function userConsentFile(): string | undefined {
  const home = homeFolder();
  return home === undefined ? undefined : path.join(home, '.stepwise', 'consents.json');
}
