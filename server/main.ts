/** The language server's process: started by the editor over IPC, or by hand with `--stdio`. */
import { startServer } from './startServer';

startServer();
