/** Copies a sample project into a folder the person chooses and opens it: the extension's own folder is not theirs to edit. */
import * as vscode from 'vscode';
import type { Command } from './command';

const SAMPLES = ['order-fulfilment', 'jsonata-travel-expenses', 'refund-approval'] as const;
const DEFINITIONS: Record<(typeof SAMPLES)[number], string> = {
  'order-fulfilment': 'order-fulfilment.asl.json',
  'jsonata-travel-expenses': 'travel-expenses.asl.json',
  'refund-approval': 'refund-approval.asl.json',
};

export const openSample: Command = async ({ extension }, wanted) => {
  const name =
    SAMPLES.find((sample) => sample === wanted) ??
    ((await vscode.window.showQuickPick([...SAMPLES], { title: vscode.l10n.t('Which sample?') })) as
      (typeof SAMPLES)[number] | undefined);
  if (!name) return;
  const open = await definitionInWorkspace(name);
  if (open) {
    await vscode.window.showTextDocument(open);
    return;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Where shall the sample be copied?'),
      canSelectFolders: true,
      canSelectFiles: false,
      openLabel: vscode.l10n.t('Copy Here'),
    })) ?? [];
  if (!folder) return;
  const copy = vscode.Uri.joinPath(folder, name);
  try {
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(extension.extensionUri, 'samples', name), copy);
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The sample could not be copied to {0}: {1}', copy.fsPath, String(error)),
    );
    return;
  }
  await vscode.commands.executeCommand('vscode.openFolder', copy, { forceNewWindow: false });
};

/** A folder that holds the sample already (a checkout of Stepwise does) needs no copy. */
async function definitionInWorkspace(name: (typeof SAMPLES)[number]): Promise<vscode.Uri | undefined> {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    for (const parts of [[], [name], ['samples', name]]) {
      const file = vscode.Uri.joinPath(uri, ...parts, DEFINITIONS[name]);
      const found = await vscode.workspace.fs.stat(file).then(
        () => true,
        () => false,
      );
      if (found) return file;
    }
  }
  return undefined;
}
