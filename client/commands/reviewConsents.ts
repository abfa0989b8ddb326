/** Shows what the person has allowed for good, and withdraws what they choose. */
import * as vscode from 'vscode';
import { ConsentFile, type Grant } from '../../run/consent/consentFile';
import { permissionWords } from '../../run/consent/permissionWords';
import { userConsentFile } from '../../run/consent/userConsentFile';
import { window } from '../window';
import type { Command } from './command';

export const reviewConsents: Command = async () => {
  const path = userConsentFile();
  if (path === undefined) {
    return void window.showErrorMessage(vscode.l10n.t('There is no home folder to keep consents in.'));
  }
  const file = new ConsentFile(path);
  const grants = file.list();
  if ('problem' in grants) return void window.showErrorMessage(grants.problem);
  if (grants.length === 0) {
    return void window.showInformationMessage(
      vscode.l10n.t('You have allowed nothing for good: Stepwise asks before anything of yours leaves this machine.'),
    );
  }
  const chosen = await window.showQuickPickOfMany(itemsOf(grants), {
    title: vscode.l10n.t('What You Have Allowed'),
    placeHolder: vscode.l10n.t('Choose what you withdraw: you are asked again then'),
    matchOnDetail: true,
  });
  const ids = (chosen ?? []).map(({ id }) => id);
  if (ids.length === 0) return;
  const problem = file.withdraw(ids);
  if (problem !== undefined) return void window.showErrorMessage(problem);
  void window.showInformationMessage(vscode.l10n.t('Withdrawn. Stepwise asks again before it is done.'));
};

/** Those of folders that are open come first. */
function itemsOf(grants: readonly Grant[]): (vscode.QuickPickItem & { readonly id: string })[] {
  const isOpen = ({ folder }: Grant): boolean =>
    vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined;
  return [...grants]
    .sort((one, other) => Number(isOpen(other)) - Number(isOpen(one)))
    .map(({ id, permission, folder }) => ({
      id,
      label: permissionWords(permission),
      detail: vscode.l10n.t('for {0}', folder),
    }));
}
