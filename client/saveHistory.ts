/** Saves the history of a run where the person wants it, without what is masked, and says what the file holds. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { maskedHistoryText } from '../core/mask';
import { historiesFolderOf, historyFileName, makeHistoriesFolder } from '../project/historiesFolder';
import { LARGEST_HISTORY, readTextFile } from '../project/readRegularFile';
import type { ClientContext } from './clientContext';
import { maskOf } from './runs/runMasks';
import type { RunRecord } from './runs/runRecord';
import { SETTINGS } from './settings/table';
import { window } from './window';

export async function saveHistory({ server }: ClientContext, run: RunRecord): Promise<void> {
  const { history, program } = run;
  if (history === undefined) return void window.showInformationMessage(phrase`No history of this run was kept.`);
  const file = program ?? history;
  const project = await server.request('stepwise/project', { uri: vscode.Uri.file(file).toString() });
  const root = project?.root || path.dirname(file);
  const folder = historiesFolderOf(root);
  // A dialog proposes no folder that is not there.
  const place = isMade(folder) ? folder : path.dirname(file);
  const proposed = vscode.Uri.file(path.join(place, historyFileName(run.name, new Date(run.startedAt).toISOString())));
  const target = await vscode.window.showSaveDialog({ defaultUri: proposed, filters: { JSON: ['json'] } });
  if (!target) return;
  const { mask, fault } = await maskOf(server, file, run.launch?.configuration.mask);
  if (fault !== undefined) return void window.showErrorMessage(fault);
  try {
    const kept = readTextFile(history, LARGEST_HISTORY).text;
    const text = kept === undefined ? undefined : maskedHistoryText(kept, mask);
    if (text === undefined) throw new Error(phrase`the stored history of the run cannot be read`);
    // Of this user alone, but for a file that is there and open to others already.
    if (target.scheme === 'file') writeFileSync(target.fsPath, text, { mode: 0o600 });
    else await vscode.workspace.fs.writeFile(target, Buffer.from(text));
    await vscode.window.showTextDocument(target);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return void window.showErrorMessage(phrase`The history could not be saved to ${target.fsPath}: ${why}`);
  }
  await tell(vscode.workspace.asRelativePath(target), mask.entries);
}

function isMade(folder: string): boolean {
  try {
    makeHistoriesFolder(folder);
    return true;
  } catch {
    return false;
  }
}

async function tell(file: string, masked: readonly string[]): Promise<void> {
  const words =
    masked.length === 0
      ? phrase`${file} contains the data of the run. To leave values out, set stepwise.mask.`
      : phrase`${file} contains the data of the run, except what is masked: ${masked.join(', ')}.`;
  const settings = phrase`Masks…`;
  const chosen = await window.showInformationMessage(words, settings);
  if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', SETTINGS.mask.id);
}
