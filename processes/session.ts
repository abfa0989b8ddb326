/**
 * The mark that every program of the user's carries in its environment, and all that it starts inherits:
 * `NAMESPACE-OWNER-STARTED-RANDOM`, so that a later start of Stepwise can tell whether the owner still runs.
 */
import { randomBytes } from 'node:crypto';
import { readlinkSync, statSync } from 'node:fs';
import { endMembers, environmentOf, isAlive, processes, startOf, VARIABLE } from './inside/endTree.cjs';

/** Process ids mean something only within one namespace: a container sees others of the same numbers. */
function namespaceOf(pid: number | 'self'): string {
  try {
    return /\d+/.exec(readlinkSync(`/proc/${pid}/ns/pid`))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

let owner: string | undefined;

/** A secret of its own for one program. */
export function newSecret(): string {
  owner ??= `${namespaceOf('self')}-${process.pid}-${startOf(process.pid)}`;
  return `${owner}-${randomBytes(16).toString('hex')}`;
}

/**
 * Ends what is left of sessions whose owner is gone: both may have died at once, by the hand of the system or a person.
 * Only this user's processes, and only of this namespace. Linux alone can tell; elsewhere it does nothing.
 * @returns how many processes were ended
 */
export function sweepSessions(): number {
  if (process.platform !== 'linux') return 0;
  const all = processes() ?? [];
  const namespace = namespaceOf('self');
  const left = new Set<string>();
  for (const { pid } of all) {
    const [, secret, itsNamespace, itsOwner, started] = MARK.exec(environmentOf(pid)) ?? [];
    if (secret === undefined || itsNamespace !== namespace || !isOurs(pid)) continue;
    if (!isAlive(Number(itsOwner), Number(started))) left.add(secret);
  }
  // No process has this number: only the secret tells, and who descends from those that carry it.
  return [...left].reduce((sum, secret) => sum + endMembers({ pid: -1, secret, started: 0 }, all), 0);
}

/** As {@link newSecret} makes it, in an environment as the kernel tells it. */
const MARK = new RegExp(`(?:^|\\0)${VARIABLE}=((\\d+)-(\\d+)-(\\d+)-[0-9a-f]{32})(?:\\0|$)`);

/** Root may read what others' processes carry. */
function isOurs(pid: number): boolean {
  try {
    return statSync(`/proc/${pid}`).uid === process.getuid?.();
  } catch {
    return false;
  }
}
