/** Nothing of the user's code runs in a workspace that is not trusted. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { window } from './window';

/** False, after saying why, in Restricted Mode or where there are no files to run. */
export function mayRun(uri: vscode.Uri): boolean {
  if (!vscode.workspace.isTrusted) {
    const manage = phrase`Manage Workspace Trust`;
    void window
      .showWarningMessage(
        phrase`Stepwise runs the code in this folder, so it waits until you trust the workspace. Checking and editing already work.`,
        manage,
      )
      .then((choice) => choice === manage && vscode.commands.executeCommand('workbench.trust.manage'));
    return false;
  }
  if (uri.scheme !== 'file') {
    void window.showWarningMessage(
      phrase`Stepwise runs files on disk, and "${uri.path}" is not one. Save it to a folder first.`,
    );
    return false;
  }
  return true;
}
