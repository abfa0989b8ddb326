import { couldNotStart, type Failure } from './failure';

const WHY: { readonly [code: string]: string } = {
  ENOENT: 'there is no such program, or the code folder is missing',
  EACCES: 'it may not be run, or the code folder may not be entered',
  EMFILE: 'too many files are open (see ulimit -n)',
  ENFILE: 'too many files are open on this machine',
  EAGAIN: 'this user may start no more processes (see ulimit -u)',
  E2BIG: "the function's environment variables are larger than this system allows",
};

/** Why the system started no process for a handler. */
export function startError(command: string, error: NodeJS.ErrnoException): Failure {
  const why = WHY[error.code ?? ''] ?? error.message;
  return couldNotStart('Runtime.InvalidEntrypoint', `${command} could not be started: ${why}.`);
}
