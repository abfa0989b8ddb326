/** Serves one debug session on standard input and output and ends the process with it: `stepwise dap --stdio`. */
import { defaultBackend } from './backend';
import { watchOwner } from './ownerWatch';
import { StepwiseDebugSession } from './session';

/** Time for handlers to die when their owner does; after it the process ends regardless. */
const LAST_WORDS_MS = 1500;

export function serveDebugAdapter(): void {
  const { stdin, stdout } = process;
  // Standard output carries the protocol: a stray console.log of a library must not break it.
  console.log = console.error;
  const session = new StepwiseDebugSession(defaultBackend);
  const leave = (): void => {
    setTimeout(() => process.exit(0), LAST_WORDS_MS).unref();
    void session.close().finally(() => process.exit(0));
  };
  session.setRunAsServer(true);
  session.on('closed', leave);
  // The editor died or let go: nothing of ours may outlive it.
  stdin.on('close', leave);
  stdin.on('end', leave);
  // SIGTERM keeps its own meaning: a handler here would not run, and the process not end, while a thread is lost in
  // the user's code; and handlers end with us whatever ends us.
  watchOwner();
  process.on('uncaughtException', (error) => console.error(error));
  session.start(stdin, stdout);
}
