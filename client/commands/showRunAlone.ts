/** Shows a run in a panel of its own, so that two runs stand side by side. */
import type { Command } from './command';
import { entry } from './inRunList';
import { runOf } from './runOf';

export const showRunAlone: Command = {
  icon: 'split-horizontal',
  palette: 'false',
  menus: { 'view/item/context': { when: entry('run'), group: '1_run@3' } },
  async run(context, argument) {
    const run = runOf(context, argument);
    if (run) await context.panels.graph.showRun(run.id, true);
  },
};
