/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Watches its owner's pipe (stdin) for a process that is being debugged, where a watching thread would show up in
// the debugger: `node guard.cjs PID`. When the pipe closes without a word, the owner died and PID's tree must too.
'use strict';
const pid = Number(process.argv[2]);
let released = false;
process.stdin.on('data', () => (released = true));
process.stdin.on('error', () => {});
process.stdin.on('close', () => {
  if (released) return;
  if (process.platform === 'win32') {
    require('node:child_process').spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
});
