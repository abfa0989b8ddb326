/** Synthesize CDK App: runs the app, on consent, to see what only its code knows. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { AppsSynthesized } from '../../messages/debugClient';
import { TREES } from '../../messages/ids';
import { activeUri, uriFrom } from '../activeDefinition';
import { requestOfAdapter } from '../adapterRequests';
import type { ClientContext } from '../clientContext';
import { isProjectEntry } from '../project/projectEntry';
import { beginQuietly } from '../quietSession';
import { mayRun } from '../trust';
import { window } from '../window';
import type { Command } from './command';

export const synthesizeApp: Command = {
  icon: 'server-process',
  menus: {
    'view/item/context': {
      when: `view == ${TREES.project} && viewItem =~ /\\bsynthesizable\\b/`,
      group: 'inline@5',
    },
  },
  run: synthesize,
};

async function synthesize({ server }: ClientContext, about: unknown): Promise<void> {
  const uri = isProjectEntry(about) && 'root' in about ? vscode.Uri.file(about.root) : (uriFrom(about) ?? meant());
  if (!uri) return void window.showErrorMessage(phrase`Open the folder of the CDK app first.`);
  if (!mayRun(uri)) return;
  const title = phrase`Synthesizing the CDK app`;
  const session = await beginQuietly(uri, { target: 'app', program: uri.fsPath }, title);
  if (!session) return;
  let result: AppsSynthesized;
  try {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    result = await window.withProgress(options, (_progress, cancelled) => {
      cancelled.onCancellationRequested(() => void vscode.debug.stopDebugging(session));
      return requestOfAdapter(session, 'stepwise.synthesize', {});
    });
  } catch {
    // The person has stopped it.
    return;
  } finally {
    await vscode.debug.stopDebugging(session);
  }
  if (result.apps.length > 0) server.answersAnew();
  await tell(result);
}

/** The folder that a person looks at. */
function meant(): vscode.Uri | undefined {
  const active = activeUri();
  if (active?.scheme === 'file' && vscode.workspace.getWorkspaceFolder(active)) return active;
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function tell({ apps, problem, isDeclined }: AppsSynthesized): Promise<void> {
  if (isDeclined) return;
  if (problem !== undefined) {
    const show = phrase`Show Output`;
    const chosen = await window.showErrorMessage(problem, show);
    if (chosen === show) await vscode.commands.executeCommand('workbench.debug.action.toggleRepl');
    return;
  }
  const [app = ''] = apps;
  const words =
    apps.length === 1
      ? phrase`What the CDK app in ${vscode.workspace.asRelativePath(app)} makes is now known.`
      : phrase`What the ${apps.length} CDK apps make is now known.`;
  void window.showInformationMessage(words);
}
