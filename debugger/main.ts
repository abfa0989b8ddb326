/** The debugger's process: one session over standard input and output. */
import { sweepLeftFolders } from '../processes/sweep';
import { serveDebugAdapter } from './serve';

serveDebugAdapter(process.stdin, process.stdout);
// Beside the session, which does not wait for it.
void sweepLeftFolders();
