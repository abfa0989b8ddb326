/** The door of `stepwise`: as little as can be before what is compiled already is loaded. */
import path from 'node:path';
import type * as Commands from './main';
import { loadCompiled } from '../processes/compiledBundle';

const [command = ''] = process.argv.slice(2);
/** A wrong word is no purpose of its own. */
const purpose = /^[a-z]{2,12}(?:-[a-z]{2,12})?$/.test(command) ? command : 'help';
const commands = loadCompiled(path.join(__dirname, 'commands.js'), require, purpose);
(commands as typeof Commands).start();
