/** Ends sessions of user code from the owner's side, where nothing may block: one look at the machine serves all. */
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import {
  endMembers,
  hasStartedOthers,
  isAlive,
  isChildless,
  kill,
  membersOf,
  PATIENCE_MS,
  PAUSE_MS,
  processes,
  taskkill,
  type Session,
} from './inside/endTree.cjs';
import { elapsedMs } from './elapsed';
import { sweepSessionsOnce } from './session';

interface Ending {
  readonly session: Session;
  readonly until: number;
  gone(): void;
}

const endings = new Set<Ending>();
let isPlanned = false;
let seen: { readonly all: ReturnType<typeof processes> } | undefined;

/**
 * Kills what belongs to a session at once, as it stands now. What was started meanwhile is found by {@link untilGone}, once
 * the first process has ended. Never throws: what is gone already is what was wanted.
 *
 * @returns whether that was certainly all: nothing needs to be looked for any more
 */
export function strikeSession(session: Session): boolean {
  if (process.platform === 'win32') {
    const [program, args] = taskkill(session.pid);
    execFile(program, [...args], { windowsHide: true }, () => {});
    return false;
  }
  if (isAlone(session)) {
    const isAll = stop(session.pid) && wasAlone(session);
    if (kill(session.pid)) return isAll;
  }
  // Many may be ended in one go: what was seen just now is good enough for the first blow, the last look is always new.
  if (!seen) {
    seen = { all: processes() };
    queueMicrotask(() => (seen = undefined));
  }
  endMembers(session, seen.all);
  return false;
}

/** A process stops as soon as the system next comes to it, which takes less than a look at the machine. */
const STOPS_MS = 3;

/** Of a process that is about to stop. */
function wasAlone(session: Session): boolean {
  const until = elapsedMs() + STOPS_MS;
  let hasStarted: boolean | undefined;
  do hasStarted = hasStartedOthers(session);
  while (hasStarted === undefined && elapsedMs() < until);
  return hasStarted === false;
}

/** Has it start nothing while it is looked at. */
function stop(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGSTOP');
  } catch {
    return false;
  }
}

/** A process without children has nobody who could be told by it alone: it can be ended without a look at the machine. */
function isAlone({ pid, started }: Session): boolean {
  return started !== 0 && isChildless(pid) && isAlive(pid, started);
}

/** Looks, and ends what is found, until nothing of a session whose first process has ended is left. */
export function untilGone(session: Session): Promise<void> {
  // Windows forgets whose child a process was once its parent has ended.
  if (process.platform === 'win32') return Promise.resolve();
  return new Promise((gone) => {
    endings.add({ session, until: elapsedMs() + PATIENCE_MS, gone });
    if (!isPlanned) setImmediate(look);
    isPlanned = true;
  });
}

const LOOK_MS = 10;

/** Resolves once nothing of a session is left, by itself, or that many milliseconds have passed. */
export async function endsByItself(session: Session, milliseconds: number): Promise<void> {
  const until = elapsedMs() + milliseconds;
  while (elapsedMs() < until && membersOf(processes() ?? [], session).length > 0) await pause(LOOK_MS);
}

/** For an owner that is ending itself: one blow at each, without another look. */
export function endAtOnce(sessions: Iterable<Session>): void {
  const open = [...sessions];
  const all = open.length > 0 ? processes() : undefined;
  for (const session of open) endMembers(session, all);
}

function look(): void {
  const all = processes();
  sweepSessionsOnce(all);
  const now = elapsedMs();
  for (const ending of endings) {
    if (endMembers(ending.session, all) > 0 && now < ending.until) continue;
    endings.delete(ending);
    ending.gone();
  }
  isPlanned = endings.size > 0;
  if (isPlanned) setTimeout(look, PAUSE_MS);
}
