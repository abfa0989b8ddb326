/** A definition to begin with, in a file of the person's choice. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { ClientContext } from '../clientContext';
import { window } from '../window';
import type { Command } from './command';

export const newStateMachine: Command = { icon: 'new-file', run: create };

const FIRST = {
  QueryLanguage: 'JSONata',
  StartAt: 'Hello',
  States: { Hello: { Type: 'Pass', Output: { greeting: "{% 'Hello, ' & $states.input.name %}" }, End: true } },
};

async function create({ log }: ClientContext): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title: phrase`Where should the state machine be saved?`,
    defaultUri: folder && vscode.Uri.joinPath(folder, 'state-machine.asl.json'),
    filters: { [phrase`State machine`]: ['asl.json'] },
  });
  if (!file) return;
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify(FIRST, null, 2)}\n`));
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    return void window.showErrorMessage(
      phrase`The state machine could not be saved to ${file.fsPath}. Check that you can write to this folder.`,
    );
  }
  await vscode.window.showTextDocument(file);
}
