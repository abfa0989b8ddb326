/** Shows a run on the graph of its machine. */
import { CONTEXT_KEYS } from '../contextKey';
import type { Command } from './command';
import { chooseRun, runOf, runsOf } from './runOf';

export const showRun: Command = {
  icon: 'type-hierarchy',
  palette: CONTEXT_KEYS.hasRun,
  async run(context, argument) {
    const among = Array.isArray(argument) ? runsOf(context, argument[0], argument) : undefined;
    const run = runOf(context, argument) ?? (await chooseRun(context, among));
    if (run) await context.panels.graph.showRun(run.id);
  },
};
