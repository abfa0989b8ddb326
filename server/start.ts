/** The door of the language server's process: as little as can be before what is compiled already is loaded. */
import path from 'node:path';
import { loadCompiled, SERVES_MS } from '../processes/compiledBundle';

loadCompiled(path.join(__dirname, 'languageServer.js'), require, 'server', SERVES_MS);
