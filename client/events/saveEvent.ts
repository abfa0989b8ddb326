/** Saves an event among the project's own, under a name. */
import path from 'node:path';
import * as vscode from 'vscode';
import { fileName } from '../../core/escape/fileName';
import { phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import { window } from '../window';

/** @param folder of the project */
export async function saveEvent(folder: string, text: string, proposed: string): Promise<void> {
  const mistake = jsonMistake(text);
  if (mistake !== undefined) return void window.showErrorMessage(phrase`This is not valid JSON. ${mistake}`);
  const name = await window.showInputBox({
    title: phrase`Save to events/`,
    prompt: phrase`Name of the event. Everybody who has the project is offered it.`,
    value: proposed,
    validateInput: (written) => (written.trim() === '' ? phrase`The event needs a name.` : undefined),
  });
  if (name === undefined) return;
  const file = vscode.Uri.file(path.join(folder, 'events', `${fileName(name.replace(/\.json$/i, ''), 'event')}.json`));
  const shown = vscode.workspace.asRelativePath(file);
  if ((await isThere(file)) && !(await mayReplace(shown))) return;
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${text.trimEnd()}\n`));
    window.setStatusBarMessage(phrase`Saved as ${shown}`, 5000);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(phrase`The event could not be saved as ${shown}: ${why}`);
  }
}

async function mayReplace(shown: string): Promise<boolean> {
  const replace = phrase`Replace`;
  const question = phrase`${shown} exists already.`;
  return (await window.showWarningMessage(question, { modal: true }, replace)) === replace;
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
