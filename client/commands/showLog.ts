/** Shows the extension's log. */
import type { Command } from './command';

export const showLog: Command = ({ log }) => log.show();
