/**
 * The mark that every program of the user's carries in its environment, and all that it starts inherits: whose it is, and a
 * secret of its own, so that a later start of Stepwise can tell whether the owner still runs.
 */
import { statSync } from 'node:fs';
import { randomHex } from './chance';
import { endMembers, environmentOf, processes, VARIABLE, type ProcessEntry } from './inside/endTree.cjs';
import { hasEnded, ownerOf, ownMark, sharesProcesses } from './owner';

/** A secret of its own for one program. */
export function newSecret(): string {
  return `${ownMark()}-${randomHex(16)}`;
}

/**
 * Ends what is left of sessions whose owner is gone: both may have died at once, by the hand of the system or a person.
 * Only this user's processes, and only of this namespace. Linux alone can tell; elsewhere it does nothing.
 * @param seen what was just seen on the machine; absent: it is looked at
 * @returns how many processes were ended
 */
export function sweepSessions(seen?: readonly ProcessEntry[]): number {
  // Before anything is listed: elsewhere a list takes a program.
  if (process.platform !== 'linux') return 0;
  const all = seen ?? processes() ?? [];
  const left = new Set<string>();
  // A mark comes with a session of the system's, which each of our programs begins: within one, who started whom has it too.
  const sessions = new Map(all.map(({ pid, session }) => [pid, session]));
  for (const { pid, parent, session } of all) {
    if (sessions.get(parent) === session) continue;
    const [, secret, mark = ''] = SECRET.exec(environmentOf(pid)) ?? [];
    const owner = ownerOf(mark);
    if (secret === undefined || !owner || !sharesProcesses(owner) || !isOurs(pid)) continue;
    if (hasEnded(owner)) left.add(secret);
  }
  // No process has this number: only the secret tells, and who descends from those that carry it.
  return [...left].reduce((sum, secret) => sum + endMembers({ pid: -1, secret, started: 0 }, all), 0);
}

let isSwept = false;

/** {@link sweepSessions}, once in the life of this process. */
export function sweepSessionsOnce(seen?: readonly ProcessEntry[]): void {
  if (!isSwept) sweepSessions(seen);
  isSwept = true;
}

/** As {@link newSecret} makes it, in an environment as the kernel tells it. */
const SECRET = new RegExp(`(?:^|\\0)${VARIABLE}=(([^\\0-]+)-[0-9a-f]{32})(?:\\0|$)`);

/** Root may read what others' processes carry. */
function isOurs(pid: number): boolean {
  try {
    return statSync(`/proc/${pid}`).uid === process.getuid?.();
  } catch {
    return false;
  }
}
