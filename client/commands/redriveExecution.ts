/** Runs the failed states of a run again. */
import { CONTEXT_KEYS } from '../contextKey';
import { canBeRedriven } from '../runs/runRecord';
import { redrive } from '../runs/runActions';
import type { Command } from './command';
import { entry } from './inRunList';
import { runOf } from './runOf';

export const redriveExecution: Command = {
  icon: 'debug-continue',
  palette: CONTEXT_KEYS.canRedrive,
  menus: {
    'view/item/context': [
      { when: entry('redrivable'), group: 'inline@10' },
      { when: entry('redrivable'), group: '1_run@20' },
    ],
  },
  run: (context, argument) => {
    const latest = context.runs.latest();
    const last = latest && canBeRedriven(latest) ? latest : undefined;
    return redrive(runOf(context, argument) ?? last);
  },
};
