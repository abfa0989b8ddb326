/** The door of the language server's process: as little as can be before what is compiled already is loaded. */
import path from 'node:path';
import { loadCompiled } from '../processes/compiledBundle';

/** An editor ends its servers as it likes; by then most of it is in use. */
const SERVES_MS = 3000;

loadCompiled(path.join(__dirname, 'languageServer.js'), require, 'server', SERVES_MS);
