import os from 'node:os';

/** Undefined where the user has none: in many a container the user is a number that no list of users has. */
export function homeFolder(): string | undefined {
  try {
    return os.homedir();
  } catch {
    return undefined;
  }
}
