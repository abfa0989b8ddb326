import { readdirSync } from 'node:fs';
import os from 'node:os';

/** Names in a folder of the user's; none where it cannot be read. */
export function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Undefined where the user has none: in many a container the user is a number that no list of users has. */
export function homeFolder(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  } catch {
    return undefined;
  }
}
