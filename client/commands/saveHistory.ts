/** Saves the history of a run. */
import { phrase } from '../../core/l10n/phrase';
import { CONTEXT_KEYS } from '../contextKey';
import { saveHistory as save } from '../saveHistory';
import { window } from '../window';
import type { Command } from './command';
import { entry } from './inRunList';
import { runOf } from './runOf';

export const saveHistory: Command = {
  icon: 'save',
  palette: CONTEXT_KEYS.hasRun,
  menus: { 'view/item/context': { when: entry('history'), group: '5_save@10' } },
  async run(context, argument) {
    const run = runOf(context, argument) ?? context.runs.latest();
    if (run) await save(context, run);
    else void window.showInformationMessage(phrase`There is no history to save. Run a workflow first.`);
  },
};
