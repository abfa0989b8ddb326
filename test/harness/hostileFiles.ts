/** What may lie at a path instead of a file, and what is said of it. */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';

export interface HostileFile {
  readonly name: string;
  /** Puts it there. */
  make(file: string): void;
  /** A part of what stands behind "cannot be read: ". */
  readonly reason: string;
}

const linkTo =
  (target: string) =>
  (file: string): void =>
    symlinkSync(target, file);

/** All but sockets, which somebody must keep open: {@link openSocket}. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  { name: 'folder', make: (file) => void mkdirSync(file), reason: 'it is a folder' },
  { name: 'pipe', make: (file) => void execFileSync('mkfifo', [file]), reason: 'it is a pipe and not a file' },
  { name: 'zeroes', make: linkTo('/dev/zero'), reason: 'it is a device and not a file' },
  { name: 'terminal', make: linkTo('/dev/tty'), reason: 'it is a device and not a file' },
  { name: 'circle', make: (file) => symlinkSync(file, file), reason: 'its links form a circle' },
  { name: 'dangling', make: linkTo('nowhere'), reason: 'there is no such file' },
  {
    name: 'large',
    make(file) {
      const fd = openSync(file, 'w');
      ftruncateSync(fd, 3 * 1024 ** 3);
      closeSync(fd);
    },
    reason: 'it has 3 GB)',
  },
  // The system says that it has no bytes at all; there is more to read than any bound.
  { name: 'sizeless', make: linkTo('/proc/self/pagemap'), reason: 'it is larger than' },
  {
    name: 'latin1',
    make: (file) => writeFileSync(file, Buffer.from('{"é": 1}', 'latin1')),
    reason: 'it is not UTF-8 text',
  },
  { name: 'utf16', make: (file) => writeFileSync(file, '\uFEFF{}', 'utf16le'), reason: 'UTF-16' },
];

/** A socket at a path, as long as the server lives. */
export function openSocket(file: string): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(file, () => resolve(server)));
}
