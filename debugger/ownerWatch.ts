/**
 * Ends this process when the one that started it is gone, even while its own thread is lost in a regular
 * expression of the user's that never ends: a thread of its own looks after the owner.
 */
import { Worker } from 'node:worker_threads';

const LOOK_EVERY_MS = 250;

/** Time that is left to an orderly end, in which handlers' folders are cleared away. */
const GRACE_MS = 1000;

export function watchOwner(): void {
  const watch = `
    const owner = ${process.ppid};
    const isGone = () => {
      if (process.platform !== 'win32') return process.ppid !== owner;
      try { process.kill(owner, 0); return false; } catch { return true; }
    };
    const timer = setInterval(() => {
      if (!isGone()) return;
      clearInterval(timer);
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${GRACE_MS});
    }, ${LOOK_EVERY_MS});`;
  new Worker(watch, { eval: true, execArgv: [] }).unref();
}
