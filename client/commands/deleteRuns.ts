/** Removes runs from the list, and what was kept of them. */
import { phrase } from '../../core/l10n/phrase';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { window } from '../window';
import type { Command } from './command';
import { entry, RUN_LIST } from './inRunList';
import { runsOf } from './runOf';

export const deleteRuns: Command = {
  icon: 'trash',
  palette: 'false',
  menus: { 'view/item/context': { when: entry('ended'), group: '9_delete@10' } },
  run: (context, argument, chosen) => context.runs.remove(runsOf(context, argument, chosen)),
};

export const clearRuns: Command = {
  icon: 'clear-all',
  palette: CONTEXT_KEYS.hasRun,
  menus: { 'view/title': { when: `${RUN_LIST} && ${CONTEXT_KEYS.hasRun}`, group: '9_delete@10' } },
  run: clear,
};

async function clear({ runs }: ClientContext): Promise<void> {
  const ended = runs.all().filter(({ status }) => status !== 'RUNNING');
  if (ended.length === 0) return;
  const remove = phrase`Delete All`;
  const chosen = await window.showWarningMessage(
    phrase`Delete all runs of this folder, with their stored histories?`,
    { modal: true, detail: phrase`Histories that you have saved elsewhere stay.` },
    remove,
  );
  if (chosen === remove) runs.remove(ended);
}
