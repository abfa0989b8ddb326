/** Says of settings that cannot be used what they must be, when the window opens and when somebody changes one. */
import * as vscode from 'vscode';
import { phrase, type Phrase } from '../core/l10n/phrase';
import type { ClientContext } from './clientContext';
import { faultOf } from './settings/faults';
import { inspectSetting } from './settings/read';
import { INTERPRETERS, SETTINGS, type Setting } from './settings/table';
import { window } from './window';

const ALL: readonly Setting[] = [...Object.values(SETTINGS), ...Object.values(INTERPRETERS)];

export function registerUnusableSettings({ extension, log }: ClientContext): void {
  /** Each is said once for as long as it stands there. */
  let told = new Set<string>();
  const look = (): void => {
    const faults = ALL.flatMap((setting) => [...faultsIn(setting)].map((fault) => ({ setting, fault })));
    for (const { setting, fault } of faults) {
      if (told.has(fault)) continue;
      log.warn(fault);
      void say(setting, fault);
    }
    told = new Set(faults.map(({ fault }) => fault));
  };
  extension.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('stepwise')) look();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(look),
  );
  look();
}

/** Of what user, workspace and folders have set. */
function faultsIn(setting: Setting): ReadonlySet<Phrase> {
  const found = new Set<Phrase>();
  for (const folder of vscode.workspace.workspaceFolders ?? [undefined]) {
    const { globalValue, workspaceValue, workspaceFolderValue } = inspectSetting(setting, folder);
    for (const value of [globalValue, workspaceValue, workspaceFolderValue]) {
      const fault = value === undefined ? undefined : faultOf(setting, value, folder?.uri.fsPath ?? '');
      if (fault !== undefined) found.add(fault);
    }
  }
  return found;
}

async function say({ id }: Setting, fault: Phrase): Promise<void> {
  const open = phrase`Open Settings`;
  if ((await window.showWarningMessage(fault, open)) !== open) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', id);
}
