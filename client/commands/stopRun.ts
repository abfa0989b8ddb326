/** Ends a run that is under way. */
import { stopRun as stop } from '../runs/runActions';
import type { Command } from './command';
import { entry } from './inRunList';
import { runOf } from './runOf';

export const stopRun: Command = {
  icon: 'debug-stop',
  palette: 'false',
  menus: {
    'view/item/context': [
      { when: entry('running'), group: 'inline@30' },
      { when: entry('running'), group: '1_run@30' },
    ],
  },
  async run(context, argument) {
    const run = runOf(context, argument);
    if (run) await stop(context.runs, run);
  },
};
