/** Shows the extension's log. */
import type { Command } from './command';

export const showLog: Command = { run: ({ log }) => log.show() };
