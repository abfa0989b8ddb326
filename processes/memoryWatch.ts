/**
 * Watches how much memory programs of the user's hold, with all that descends from them: on Linux by /proc, on macOS by
 * `ps`. Windows tells it of no tree. Nothing runs while nothing is watched.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { processes } from './inside/endTree.cjs';

/** Between two looks, in milliseconds: a program fills some 50 MB meanwhile. To start `ps` costs more than to read files. */
const LOOK_MS = process.platform === 'linux' ? 50 : 400;
/** Looks until it is asked anew what has descended from a program: that reads a file for each process of the machine. */
const LOOKS_A_FAMILY = 8;
const PAGE = 4096;

const tellsMemory = process.platform === 'linux' || process.platform === 'darwin';

export class WatchedMemory {
  /** The most bytes that were seen, 0 before the first look. */
  peakBytes = 0;
  /** @internal its process and what descends from it, as it was last asked */
  family: readonly number[];

  constructor(
    readonly pid: number,
    readonly mostBytes: number,
    /** It holds more than that. */
    readonly over: () => void,
  ) {
    this.family = [pid];
  }

  /** Of the program itself, in bytes, exact on Linux: short ones end between two looks. */
  finalPeak(): number {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(textOf(`/proc/${this.pid}/status`)) ?? [];
    this.peakBytes = Math.max(this.peakBytes, Number(kilobytes ?? 0) * 1024);
    return this.peakBytes;
  }
}

const watched = new Set<WatchedMemory>();
let timer: NodeJS.Timeout | undefined;
let looks = 0;
let isLooking = false;

/** @returns that nobody watches it any more */
export function watchMemory(program: WatchedMemory): () => void {
  if (!tellsMemory) return () => undefined;
  watched.add(program);
  timer ??= setInterval(() => void look(), LOOK_MS).unref();
  return () => void watched.delete(program);
}

async function look(): Promise<void> {
  if (watched.size === 0) {
    clearInterval(timer);
    timer = undefined;
    looks = 0;
    return;
  }
  if (isLooking) return;
  isLooking = true;
  if (process.platform === 'linux') lookOnLinux();
  else await lookByGroups();
  isLooking = false;
}

function lookOnLinux(): void {
  // Short programs have ended before the first time.
  if (++looks % LOOKS_A_FAMILY === 0) findFamilies();
  for (const program of watched) {
    let bytes = 0;
    for (const pid of program.family) bytes += residentOf(pid);
    // Processes that were forked share pages, which the sum counts for each. To ask takes long, so only where it matters.
    if (bytes > program.mostBytes && program.family.length > 1) {
      bytes = program.family.reduce((sum, pid) => sum + (shareOf(pid) ?? residentOf(pid)), 0);
    }
    seen(program, bytes);
  }
}

function seen(program: WatchedMemory, bytes: number): void {
  program.peakBytes = Math.max(program.peakBytes, bytes);
  if (bytes <= program.mostBytes) return;
  watched.delete(program);
  program.over();
}

function findFamilies(): void {
  const all = processes() ?? [];
  for (const program of watched) {
    const family = new Set([program.pid]);
    for (let size = 0; size !== family.size;) {
      size = family.size;
      for (const { pid, parent, group } of all) if (group === program.pid || family.has(parent)) family.add(pid);
    }
    program.family = [...family];
  }
}

/** Source: proc_pid_statm(5): the second figure is resident pages. */
function residentOf(pid: number): number {
  return Number(textOf(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * PAGE;
}

/** Its part of pages that it shares, with its own. Source: proc_pid_smaps(5). */
function shareOf(pid: number): number | undefined {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`)) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // It is gone.
    return '';
  }
}

/** A program leads a group of its own. */
async function lookByGroups(): Promise<void> {
  const groups = parseGroups(await askPs());
  for (const program of watched) seen(program, groups.get(program.pid) ?? 0);
}

function askPs(): Promise<string> {
  const options = { encoding: 'latin1' as const, maxBuffer: 1 << 24 };
  return new Promise((resolve) =>
    // By its place: a program of that name that lies elsewhere is not ours to start.
    execFile('/bin/ps', ['-axo', 'pgid=,rss='], options, (_, text) => resolve(text)),
  );
}

/** Bytes by group. @param text of `ps -o pgid=,rss=`, whose sizes are kilobytes */
export function parseGroups(text: string): ReadonlyMap<number, number> {
  const groups = new Map<number, number>();
  for (const [, group, kilobytes] of text.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)) {
    groups.set(Number(group), (groups.get(Number(group)) ?? 0) + Number(kilobytes) * 1024);
  }
  return groups;
}
