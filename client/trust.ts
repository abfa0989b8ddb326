/** Nothing of the user's code runs in a workspace that is not trusted. */
import * as vscode from 'vscode';
import { window } from './window';

/** False, after saying why, in Restricted Mode or where there are no files to run. */
export function mayRun(uri: vscode.Uri): boolean {
  if (!vscode.workspace.isTrusted) {
    const manage = vscode.l10n.t('Manage Workspace Trust');
    void window
      .showWarningMessage(
        vscode.l10n.t(
          'Stepwise runs the code in this folder, so it waits until you trust the workspace. Checking and editing already work.',
        ),
        manage,
      )
      .then((choice) => choice === manage && vscode.commands.executeCommand('workbench.trust.manage'));
    return false;
  }
  if (uri.scheme !== 'file') {
    void window.showWarningMessage(
      vscode.l10n.t('Stepwise runs files on disk, and "{0}" is not one. Save it to a folder first.', uri.path),
    );
    return false;
  }
  return true;
}
