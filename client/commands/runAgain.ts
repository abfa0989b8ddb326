/** Starts a run again: the same machine with the same input, as definition and handlers are now. */
import { CONTEXT_KEYS } from '../contextKey';
import { runAgain as start } from '../runs/runActions';
import type { Command } from './command';
import { entry } from './inRunList';
import { chooseRun, runOf } from './runOf';

export const runAgain: Command = {
  icon: 'debug-rerun',
  palette: CONTEXT_KEYS.hasRun,
  menus: {
    'view/item/context': [
      { when: entry('again'), group: 'inline@20' },
      { when: entry('again'), group: '1_run@10' },
    ],
  },
  async run(context, argument) {
    const run = runOf(context, argument) ?? context.runs.latest() ?? (await chooseRun(context));
    if (run) await start(run);
  },
};
