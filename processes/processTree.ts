/** Ends a process and everything it started, on every platform. */
import { execFile } from 'node:child_process';

/**
 * Kills a process that leads its own group (`detached: true`) together with that group; on Windows its tree.
 * Never throws: a process that is gone already is what was wanted.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => {});
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}
