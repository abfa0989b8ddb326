/** What the settings leave out of saved histories. */
import * as vscode from 'vscode';
import { SETTINGS } from '../messages/ids';

/** Of user, workspace and folder together: nobody's mask takes another's away. */
export function masksOf(scope: vscode.Uri): string[] {
  const values = vscode.workspace.getConfiguration(undefined, scope).inspect<unknown>(SETTINGS.mask);
  return [values?.globalValue, values?.workspaceValue, values?.workspaceFolderValue].flatMap((value) =>
    Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [],
  );
}
