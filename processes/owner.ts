/**
 * Which process made a file, told by the file's name, so that a later process knows whether it was left behind. A name
 * is there from the first moment and need not be read. Containers and machines may share the folder: what cannot be
 * known to have ended counts as living.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import { isAlive, startOf } from './inside/endTree.cjs';

export interface Owner {
  /** Of the host's name and, where there is one, its machine id. */
  readonly machine: string;
  /** Differs after each start of the machine; {@link UNKNOWN} on systems that do not tell. */
  readonly boot: string;
  /** The namespace in which the process id counts; {@link UNKNOWN} on systems that have none. */
  readonly space: string;
  readonly pid: number;
  /** When the process began, in the system's own measure: process ids come again. {@link UNKNOWN} where it is not told. */
  readonly began: string;
}

const UNKNOWN = '0';

/** The namespace of processes outside all containers: the same number on every Linux (`PROC_PID_INIT_INO`). */
const OUTSIDE_CONTAINERS = '4026531836';

let mine: { readonly owner: Owner; readonly mark: string } | undefined;

/** This process. */
export function self(): Owner {
  return own().owner;
}

/** A name of this process's own, which {@link ownerOf} understands: letters, digits and points, at most 90. */
export function ownMark(): string {
  return own().mark;
}

function own() {
  if (mine) return mine;
  const owner: Owner = {
    machine: digest(`${os.hostname()}\n${lineOf('/etc/machine-id')}`),
    boot: lineOf('/proc/sys/kernel/random/boot_id').slice(0, 8) || UNKNOWN,
    space: pidSpace(),
    pid: process.pid,
    began: String(startOf(process.pid)),
  };
  const { machine, boot, space, pid, began } = owner;
  return (mine = { owner, mark: [machine, boot, space, pid, began, chance()].join('.') });
}

/** FNV-1a of 64 bits: no secret hangs on it, and Node's own hashes cost each start milliseconds. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** Two processes that are told apart by nothing else do not meet in one name. Neither here is a secret. */
function chance(): string {
  return Math.floor(Math.random() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
}

const MARK = /^([0-9a-f]{16})\.([0-9a-f]{1,8})\.(\d{1,20})\.([1-9]\d{0,9})\.(\d{1,20})\.[0-9a-f]{12}$/;

/** Who made a file of this name; undefined where it is none of our names. */
export function ownerOf(name: string): Owner | undefined {
  const [, machine, boot, space, pid, began] = MARK.exec(name) ?? [];
  if (!machine || !boot || !space || !pid || !began) return undefined;
  return { machine, boot, space, pid: Number(pid), began };
}

/** Whether the process has certainly ended, as far as `here` can tell. */
export function hasEnded(owner: Owner, here: Owner = self()): boolean {
  if (owner.machine !== here.machine) return false;
  if (owner.boot !== here.boot) {
    // A machine runs once at a time; containers of two machines may carry one name.
    const areKnown = owner.boot !== UNKNOWN && here.boot !== UNKNOWN;
    return areKnown && owner.space === OUTSIDE_CONTAINERS && here.space === OUTSIDE_CONTAINERS;
  }
  return sharesProcesses(owner, here) && !runs(owner);
}

/** Whether a process id of the owner's means the same here. */
export function sharesProcesses(owner: Owner, here: Owner = self()): boolean {
  return owner.machine === here.machine && owner.boot === here.boot && owner.space === here.space;
}

function runs({ pid, began }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Else it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return began === UNKNOWN || isAlive(pid, Number(began));
}

function pidSpace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** A file of one line; empty where it cannot be read. */
function lineOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
