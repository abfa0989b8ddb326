/** The debugger's process: one session over standard input and output. */
import { serveDebugAdapter } from './serve';

serveDebugAdapter(process.stdin, process.stdout);
