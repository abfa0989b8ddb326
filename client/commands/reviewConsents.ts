/** Shows what the person has allowed for good, and withdraws what they choose. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { ClientContext } from '../clientContext';
import { runOwnCommand } from '../ownCommand';
import { window } from '../window';
import type { Command } from './command';

/** As `stepwise consents --format json` prints it. */
interface Grant {
  readonly id: string;
  readonly folder: string;
  readonly words: string;
}

export const reviewConsents: Command = { run: review };

async function review({ extension }: ClientContext): Promise<void> {
  const cli = extension.asAbsolutePath('dist/cli.js');
  const listed = await runOwnCommand(cli, ['consents', '--format', 'json']);
  if ('problem' in listed) return void window.showErrorMessage(listed.problem);
  const grants = JSON.parse(listed.output) as readonly Grant[];
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
  const withdrawn = await runOwnCommand(cli, ['consents', 'withdraw', ...ids]);
  if ('problem' in withdrawn) return void window.showErrorMessage(withdrawn.problem);
  void window.showInformationMessage(phrase`Withdrawn. Stepwise will ask again next time.`);
}

/** Those of folders that are open come first. */
function itemsOf(grants: readonly Grant[]): (vscode.QuickPickItem & { readonly id: string })[] {
  const isOpen = ({ folder }: Grant): boolean =>
    vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) !== undefined;
  return [...grants]
    .sort((one, other) => Number(isOpen(other)) - Number(isOpen(one)))
    .map(({ id, words, folder }) => ({ id, label: words, detail: phrase`for ${folder}` }));
}
