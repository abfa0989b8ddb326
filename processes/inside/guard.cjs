/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in a Node.js of its own */
// Watches its owner's pipe (stdin) for a program that cannot do so itself: `node guard.cjs PID STARTED`, the session's
// secret in STEPWISE_GUARDED. Where there is a shell, that watches, and starts this when the pipe has closed. When the pipe closes without a word the owner died, and the program's session must end.
'use strict';
const { endSession } = require('./endTree.cjs');

const [pid, started] = process.argv.slice(2).map(Number);
const session = { pid, started, secret: process.env.STEPWISE_GUARDED ?? '' };
let released = false;
process.stdin.on('data', () => (released = true));
process.stdin.on('error', () => {});
process.stdin.on('close', () => {
  if (!released) endSession(session);
});
