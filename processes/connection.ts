/**
 * Whose a connection on loopback is. Linux alone tells: `/proc/net/tcp` has the number of the socket at its other end,
 * and the files of a process name the sockets that it holds. Source: proc_net_tcp(5), proc_pid_fd(5).
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { membersOf, processes, type Session } from './inside/endTree.cjs';

/** As our own end of it knows it: `net.Socket` has these. */
export interface Connection {
  readonly localPort?: number | undefined;
  readonly remotePort?: number | undefined;
}

/** Whether a process of the session holds the other end; undefined: that cannot be told here. */
export async function isHeldBy(session: Session, connection: Connection): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  // Takes milliseconds, since the kernel goes through its whole table of sockets: not on this thread.
  const inode = await otherEnd(connection);
  if (inode === undefined) return undefined;
  // Nobody holds it any more.
  if (inode === '0') return false;
  const link = `socket:[${inode}]`;
  return holds(session.pid, link) || membersOf(processes() ?? [], session).some((pid) => holds(pid, link));
}

/** What is accepted over IPv4 may have been opened over IPv6, as Java and Go do. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/** The inode of the socket that connected to ours. */
async function otherEnd({ localPort = 0, remotePort = 0 }: Connection): Promise<string | undefined> {
  // Of that end: its address, then ours. The address of loopback ends in 127.0.0.1 in the order of the machine's bytes.
  const ends = new RegExp(`^ *\\d+: \\w*:${port(remotePort)} \\w*:${port(localPort)} (.*)$`, 'm');
  let isKnown = false;
  for (const file of TABLES) {
    const table = await readFile(file, 'latin1').catch(() => undefined);
    if (table === undefined) continue;
    isKnown = true;
    // Behind the addresses: state, queues, timer, retransmissions, user, timeout, inode.
    const inode = ends.exec(table)?.[1]?.trim().split(/ +/)[6];
    if (inode !== undefined) return inode;
  }
  return isKnown ? '0' : undefined;
}

function port(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

function holds(pid: number, link: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    // The newest first.
    return readdirSync(folder)
      .reverse()
      .some((file) => linkOf(`${folder}/${file}`) === link);
  } catch {
    // It has ended, or is protected.
    return false;
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
