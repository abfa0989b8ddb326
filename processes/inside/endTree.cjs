/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js too */
// Ends everything that one program of the user's started: what carries its session's secret in the environment, what
// is in its process group, and what descends from one of these. One implementation for the owner, for the program itself
// (it ends its own when its owner died) and for the guard. Linux reads /proc; macOS asks `ps`; Windows ends the tree that
// the system knows. Types: endTree.d.cts.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

/** Says to a person who looks at a process what it belongs to, and to us. */
const VARIABLE = 'STEPWISE_SESSION';
/** Between two looks: a process that was told to end takes about as long. */
const PAUSE_MS = 2;
/** A process that does not end by then waits inside the kernel, or is somebody else's. */
const PATIENCE_MS = 2000;

/** Loaded where it is needed: on Linux never, and every start of a handler would wait for it. */
const run = (...command) => require('node:child_process').execFileSync(...command);

/** /proc is read into it, one file at a time. */
const buffer = Buffer.allocUnsafe(4096);

/** Undefined: it is gone. */
function statOf(pid) {
  let file;
  try {
    file = fs.openSync(`/proc/${pid}/stat`, 'r');
    const text = buffer.latin1Slice(0, fs.readSync(file, buffer, 0, buffer.length, 0));
    // The program's name stands in brackets and may hold blanks and brackets itself. Source: proc_pid_stat(5).
    const [state, parent, group, session, ...more] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [, , , faults, faultsOfChildren] = more;
    return {
      pid,
      state,
      parent: +parent,
      group: +group,
      session: +session,
      started: +more[15],
      faults: +faults,
      faultsOfChildren: +faultsOfChildren,
    };
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

/** A zombie has ended, and waits only to be asked how. */
function runs(stat) {
  return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X';
}

/** As it was when the program began; unreadable for programs of others. */
function environmentOf(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

function linuxProcesses() {
  const found = [];
  for (const name of fs.readdirSync('/proc')) {
    const pid = +name;
    const stat = pid > 0 ? statOf(pid) : undefined;
    if (runs(stat)) found.push(stat);
  }
  return found;
}

/** `-E` adds the environment to the command, for programs of the same user that the system does not protect. */
const PS = ['-axwwE', '-o', 'pid=,ppid=,pgid=,state=,command='];

function parsePs(text) {
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, group, state, environment] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || state.startsWith('Z')) return [];
    return { pid: +pid, state, parent: +parent, group: +group, session: 0, started: 0, environment };
  });
}

/** Undefined: they cannot be listed here. */
function processes() {
  try {
    if (process.platform === 'linux') return linuxProcesses();
    // By its place: a program of that name that lies elsewhere is not ours to start.
    const options = { encoding: 'latin1', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] };
    return process.platform === 'win32' ? undefined : parsePs(run('/bin/ps', PS, options));
  } catch {
    return undefined;
  }
}

/** Process ids of those that belong to a session, its first one in front. */
function membersOf(all, { pid: first, secret, started }, readEnvironment = environmentOf) {
  const mark = `${VARIABLE}=${secret}`;
  // The system gives numbers out again; then neither number nor group means ours any more.
  const isReused = started > 0 && all.some((each) => each.pid === first && each.started !== started);
  const isNear = ({ pid, group, session }) => !isReused && (pid === first || group === first || session === first);
  // What began before the session cannot be of it: most of a machine's processes, whose environment is not read.
  const carries = (each) =>
    secret !== '' && each.started >= started && (each.environment ?? readEnvironment(each.pid)).includes(mark);
  const found = new Set(all.filter((each) => isNear(each) || carries(each)).map(({ pid }) => pid));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found].sort((a, b) => Number(b === first) - Number(a === first));
}

/** Whether a process has certainly started none that it still has: a fraction of a look at the whole machine. Linux only. */
function isChildless(pid) {
  try {
    const tasks = `/proc/${pid}/task`;
    // What is not told here, where the kernel was built so, is an error.
    return fs.readdirSync(tasks).every((task) => fs.readFileSync(`${tasks}/${task}/children`, 'latin1') === '');
  } catch {
    return false;
  }
}

/**
 * Whether the first process of a session, which was told to stop, may have started another: then more than itself may be left. None
 * has it started that has no child and for which the kernel has counted nothing of one that it had: each page that a program comes
 * to first is a fault, of it and, once it was asked how it ended, of its parent. Linux only. Undefined: it has not stopped yet.
 */
function hasStartedOthers({ pid, started }) {
  const tasks = `/proc/${pid}/task`;
  try {
    if (!fs.readdirSync(tasks).every((task) => statOf(`${pid}/task/${task}`)?.state === 'T')) return undefined;
    const stat = statOf(pid);
    // A kernel that counts no faults (gVisor's) tells nothing by that.
    if (stat?.started !== started || stat.faults === 0 || stat.faultsOfChildren !== 0) return true;
    // Nothing is counted of children of whose end it has said not to want to hear.
    const ignored = /^SigIgn:\t[0-9a-f]*([0-9a-f])[0-9a-f]{4}$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'latin1'));
    return ignored === null || (parseInt(ignored[1], 16) & 1) !== 0 || !isChildless(pid);
  } catch {
    return true;
  }
}

/** Whether it was there to be told. */
function kill(pid) {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself, or is somebody else's.
    return false;
  }
}

/** Where Windows has it: a program of that name in the current folder would be started before it. */
function taskkill(pid) {
  const program = path.win32.join(process.env.SystemRoot || 'C:\\Windows', 'System32', 'taskkill.exe');
  return [program, ['/pid', String(pid), '/T', '/F']];
}

/** One look and its kills, without this very process. Returns how many there were. */
function endMembers(session, all) {
  // Without a list there is still the group, as long as this process is not in it itself.
  if (all === undefined) return session.pid !== process.pid && kill(-session.pid) ? 1 : 0;
  return membersOf(all, session).filter((pid) => pid !== process.pid && kill(pid)).length;
}

/** Looks until none is left: what was started between a look and its kills is found by the next. */
function endSession(session) {
  if (process.platform === 'win32') {
    try {
      const [program, args] = taskkill(session.pid);
      run(program, args, { windowsHide: true, stdio: 'ignore' });
    } catch {
      // It ended by itself.
    }
    return;
  }
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  const until = Date.now() + PATIENCE_MS;
  while (endMembers(session, processes()) > 0 && Date.now() < until) Atomics.wait(sleep, 0, 0, PAUSE_MS);
}

/** When a process began, in the kernel's own clock; 0 where that is not known. */
function startOf(pid) {
  return process.platform === 'linux' ? (statOf(pid)?.started ?? 0) : 0;
}

/** Whether the process of that number and that beginning still runs. Linux only. */
function isAlive(pid, started) {
  const stat = statOf(pid);
  return runs(stat) && stat.started === started;
}

/** The session that this process is the first of; without a secret only what is near can be told. */
function ownSession(secret) {
  return { pid: process.pid, secret, started: startOf(process.pid) };
}

/** Ends this process, and first everything it started. */
function endTree(secret) {
  endSession(ownSession(secret));
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}

/** Ends what descends from this process: called at its own end, after which nobody could tell whose they were. */
function endDescendants() {
  if (process.platform !== 'win32') endMembers(ownSession(''), processes());
}

module.exports = {
  VARIABLE,
  PAUSE_MS,
  PATIENCE_MS,
  environmentOf,
  hasStartedOthers,
  isChildless,
  kill,
  processes,
  parsePs,
  membersOf,
  endMembers,
  endSession,
  taskkill,
  startOf,
  isAlive,
  endTree,
  endDescendants,
};
