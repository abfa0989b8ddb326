/** The definition a command means where it was given none: the active tab's, else one of the project's. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { activeUri } from './activeDefinition';
import type { ClientContext } from './clientContext';
import { window } from './window';

export async function chooseDefinition({ server }: ClientContext): Promise<vscode.Uri | undefined> {
  const active = activeUri();
  if (active) {
    if (/\.asl(\.(json|ya?ml))?$/.test(active.path)) return active;
    const machines = await server.request('stepwise/machines', { uri: active.toString() });
    if (machines && machines.length > 0) return active;
  }
  const around = active ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const project = around && (await server.request('stepwise/project', { uri: around.toString() }));
  const files = [...new Set((project?.machines ?? []).map(({ file }) => file))];
  if (files.length === 1 && files[0] !== undefined) return vscode.Uri.file(files[0]);
  if (files.length === 0) {
    void window.showErrorMessage(
      phrase`No state machine found. Open a definition (.asl.json, .asl.yaml) or a template that contains one.`,
    );
    return undefined;
  }
  const chosen = await window.showQuickPick(
    files.map((file) => ({ label: path.basename(file), description: vscode.workspace.asRelativePath(file), file })),
    { title: phrase`Which state machine?` },
  );
  return chosen && vscode.Uri.file(chosen.file);
}
