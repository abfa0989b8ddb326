/** By the code of a system error; they stand behind a colon. */
const REASONS: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a folder on the way is a file',
  EISDIR: 'it is a folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than files may be here',
  EMFILE: 'too many files are open (see ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  ELOOP: 'its links lead in circles',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'another program uses it',
  EIO: 'the disk failed',
  ERR_STRING_TOO_LONG: 'it is too large for one text',
};

/**
 * The sentence about a fault of the machine that no place awaited: a folder that cannot be read, a full disk. Undefined: it is
 * none, and so a bug of ours.
 */
export function machineFault(error: unknown): string | undefined {
  const { code = '', syscall, path: place } = (error ?? {}) as NodeJS.ErrnoException;
  const reason = syscall === undefined ? undefined : REASONS[code];
  return reason && `${place === undefined ? `This machine answers "${syscall}"` : place}: ${reason}.`;
}

/** What a system error means, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
