/**
 * A thread that looks after this process while its own is lost, as in a regular expression of the user's that
 * backtracks for years: the process ends when the one that started it is gone, and when it has not answered for long.
 */
import { Worker } from 'node:worker_threads';

const LOOK_EVERY_MS = 250;
/** Looks that are left to an orderly end, in which handlers' folders are cleared away. */
const GRACE = 4;
/**
 * Looks without a sign of life: 15 seconds, several times the longest evaluation an expression is allowed. Looks, not
 * the time of day: a machine that slept did not look.
 */
const PATIENCE = 60;

export function watchOwner(): void {
  const signs = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(signs, 0, 1), LOOK_EVERY_MS).unref();
  // A person who debugs this process holds it for as long as they like.
  const patience = process.execArgv.some((argument) => argument.startsWith('--inspect')) ? Infinity : PATIENCE;
  new Worker(`(${look.toString()})(require('node:worker_threads').workerData)`, {
    eval: true,
    execArgv: [],
    workerData: { signs, owner: process.ppid, every: LOOK_EVERY_MS, grace: GRACE, patience },
  }).unref();
}

interface Watched {
  readonly signs: Int32Array;
  readonly owner: number;
  readonly every: number;
  readonly grace: number;
  readonly patience: number;
}

/** Runs in the thread, as text: nothing of this file is known there. */
function look({ signs, owner, every, grace, patience }: Watched): void {
  let last = -1;
  let silent = 0;
  let orphaned = 0;
  const hasOwner = (): boolean => {
    if (process.platform !== 'win32') return process.ppid === owner;
    try {
      return process.kill(owner, 0);
    } catch {
      return false;
    }
  };
  setInterval(() => {
    const sign = Atomics.load(signs, 0);
    silent = sign === last ? silent + 1 : 0;
    last = sign;
    orphaned = hasOwner() ? 0 : orphaned + 1;
    if (silent > patience || orphaned > grace) process.kill(process.pid, 'SIGKILL');
  }, every);
}
