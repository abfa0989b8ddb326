/** Saves the history of the last run. */
import { phrase } from '../../core/l10n/phrase';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { saveHistory as save } from '../saveHistory';
import { window } from '../window';
import type { Command } from './command';

export const saveHistory: Command = {
  palette: CONTEXT_KEYS.hasRun,
  run: saveLastRun,
};

async function saveLastRun(context: ClientContext): Promise<void> {
  const { kept } = context.lastRun;
  if (kept) await save(context, kept);
  else void window.showInformationMessage(phrase`There is no history to save. Run a workflow first.`);
}
