/** What the settings leave out of saved histories. */
import type * as vscode from 'vscode';
import { inspectSetting } from './settings/read';
import { SETTINGS } from './settings/table';

/** Of user, workspace and folder together: nobody's mask takes another's away. */
export function masksOf(scope: vscode.Uri): string[] {
  const values = inspectSetting(SETTINGS.mask, scope);
  return [values.globalValue, values.workspaceValue, values.workspaceFolderValue].flatMap((value) =>
    // One that stands alone is meant, too: what it should hide must not show.
    (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string'),
  );
}
