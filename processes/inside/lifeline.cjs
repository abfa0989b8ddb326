/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Ends a Node.js program of the user's, and everything it started, when its owner is gone: the fourth of its files is a
// pipe of the owner's, which the system closes whatever ends the owner.
'use strict';
const path = require('node:path');

/** As it is before the program's own code may change the environment. */
const secret = process.env.STEPWISE_SESSION ?? '';

/** Loaded when it is needed: the start of a handler would wait for it. */
function atEnd(end) {
  try {
    end(require('./endTree.cjs'));
  } catch {
    // Nothing may keep a process from ending; its owner looks once more.
  }
}

/**
 * A thread of its own sees the pipe close even while the program spins. Under a debugger it would show up: no thread then.
 * It takes half as long to start as Node.js itself: only on Windows, elsewhere a guard process of the owner's watches.
 * `Worker` is the class to make it of, where the program's own class loads something into every thread.
 */
function holdLifeline({ thread, Worker = require('node:worker_threads').Worker }) {
  // At its own end as well, while it can still be told whose they are.
  process.on('exit', () => atEnd(({ endDescendants }) => endDescendants()));
  if (!thread || process.platform !== 'win32') return;
  const watch = `
    const { workerData: { file, secret } } = require('node:worker_threads');
    const { endTree } = require(file);
    const end = () => endTree(secret);
    const socket = new (require('node:net').Socket)({ fd: 3, readable: true, writable: false });
    // Not 'close': that comes too when this process exits by itself, whose exit status is to be seen.
    socket.on('error', end).on('end', end).resume();`;
  const workerData = { file: path.join(__dirname, 'endTree.cjs'), secret };
  const env = { SystemRoot: process.env.SystemRoot ?? '' };
  new Worker(watch, { eval: true, execArgv: [], env, workerData }).unref();
}

/** Its connection to the owner is gone, and so is the owner. */
function endWithOwner() {
  atEnd(({ endTree }) => endTree(secret));
  process.kill(process.pid, 'SIGKILL');
}

module.exports = { holdLifeline, endWithOwner, secret };
