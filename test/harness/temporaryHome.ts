import { afterEach, beforeEach } from 'vitest';
import { temporaryFolder } from './temporaryFolder';

const VARIABLES = ['HOME', 'USERPROFILE'] as const;

/** Gives each test of a file a home folder of its own. @returns the folder of the test that runs */
export function useTemporaryHome(): () => string {
  const before = VARIABLES.map((name) => process.env[name]);
  let home = '';
  beforeEach(() => {
    home = temporaryFolder({});
    for (const name of VARIABLES) process.env[name] = home;
  });
  afterEach(() => {
    VARIABLES.forEach((name, at) => {
      if (before[at] === undefined) delete process.env[name];
      else process.env[name] = before[at];
    });
  });
  return () => home;
}
