/** Shows what the person has allowed for good, and withdraws what they choose. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { ConsentFile, type Grant } from '../../run/consent/consentFile';
import { permissionWords } from '../../run/consent/permissionWords';
import { userConsentFile } from '../../run/consent/userConsentFile';
import { window } from '../window';
import type { Command } from './command';

export const reviewConsents: Command = { run: review };

async function review(): Promise<void> {
  const path = userConsentFile();
  if (path === undefined) {
    return void window.showErrorMessage(phrase`Stepwise found no home folder to keep consents in.`);
  }
  const file = new ConsentFile(path);
  const grants = file.list();
  if ('problem' in grants) return void window.showErrorMessage(grants.problem);
  if (grants.length === 0) {
    return void window.showInformationMessage(
      phrase`You have not allowed anything permanently: Stepwise asks before any of your data leaves this machine.`,
    );
  }
  const chosen = await window.showQuickPickOfMany(itemsOf(grants), {
    title: phrase`What You Have Allowed`,
    placeHolder: phrase`Choose what to withdraw; Stepwise will then ask again`,
    matchOnDetail: true,
  });
  const ids = (chosen ?? []).map(({ id }) => id);
  if (ids.length === 0) return;
  const problem = file.withdraw(ids);
  if (problem !== undefined) return void window.showErrorMessage(problem);
  void window.showInformationMessage(phrase`Withdrawn. Stepwise will ask again next time.`);
}

/** Those of folders that are open come first. */
function itemsOf(grants: readonly Grant[]): (vscode.QuickPickItem & { readonly id: string })[] {
  const isOpen = ({ folder }: Grant): boolean =>
    vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined;
  return [...grants]
    .sort((one, other) => Number(isOpen(other)) - Number(isOpen(one)))
    .map(({ id, permission, folder }) => ({ id, label: permissionWords(permission), detail: phrase`for ${folder}` }));
}
