/** Debugs what was run or debugged last once more, with the event that it had: the key of Restart, while nothing runs. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';
import { debugHandler } from './runHandler';

const { hasLaunched, activeFileExportsFunction } = CONTEXT_KEYS;

export const debugAgain: Command = {
  icon: 'debug-restart',
  palette: hasLaunched,
  key: {
    press: 'ctrl+shift+f5',
    when: `!inDebugMode && ${hasLaunched} || !inDebugMode && ${activeFileExportsFunction}`,
  },
  async run(context) {
    // In a window where nothing was run yet, the handler in front is meant.
    if (!(await context.lastLaunch.debugAgain())) await debugHandler.run(context);
  },
};
