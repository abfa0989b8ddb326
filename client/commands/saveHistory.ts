/** Saves the history of the last run. */
import * as vscode from 'vscode';
import { saveHistory as save } from '../saveHistory';
import { window } from '../window';
import type { Command } from './command';

export const saveHistory: Command = async (context) => {
  const { kept } = context.lastRun;
  if (kept) await save(context, kept);
  else void window.showInformationMessage(vscode.l10n.t('There is no history to save. Run a workflow first.'));
};
