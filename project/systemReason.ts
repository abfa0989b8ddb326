/** Where nothing is: what callers treat as "not there" and not as "cannot be read". */
export const MISSING = 'there is no such file';
export const IS_FOLDER = 'it is a folder';

/** By the code of a system error; they stand behind a colon. */
const REASONS: { readonly [code: string]: string } = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  EISDIR: IS_FOLDER,
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than this disk allows',
  EMFILE: 'too many files are open (see ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  ELOOP: 'its links form a circle',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'another program has locked it',
  ENXIO: 'it is a device and not a file',
  EIO: 'the disk reports an error',
  ERR_STRING_TOO_LONG: 'it is too large',
  // A name with a null character in it.
  ERR_INVALID_ARG_VALUE: MISSING,
};

/**
 * The sentence about a fault of the machine that no place awaited: a folder that cannot be read, a full disk. Undefined: it is
 * none, and so a bug of ours.
 */
export function machineFault(error: unknown): string | undefined {
  const { code = '', syscall, path: place } = (error ?? {}) as NodeJS.ErrnoException;
  const reason = syscall === undefined ? undefined : REASONS[code];
  return reason && `${place === undefined ? `The system call "${syscall}" failed` : place}: ${reason}.`;
}

/** What a system error means, in words. */
export function reasonOf(error: unknown): string {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const known = REASONS[code ?? ''];
  if (known !== undefined) return known;
  if (syscall !== undefined) return `the system refuses it (${code})`;
  return error instanceof Error ? error.message : String(error);
}
