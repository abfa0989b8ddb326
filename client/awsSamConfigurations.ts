/** Where configurations of the AWS Toolkit are taken: on F5 where the Toolkit is missing, and offered beside it where it is not. */
import * as vscode from 'vscode';
import { DEBUG_TYPES } from '../messages/ids';
import { AWS_SAM, fromAwsSam, isAwsSam } from './awsSamConfiguration';
import type { ClientContext } from './clientContext';
import { isDebuggerInstalled } from './installedDebuggers';
import { window } from './window';

export function registerAwsSamConfigurations({ extension }: ClientContext): void {
  let offered: vscode.Disposable | undefined;
  /**
   * Offered only where there are any, and without an event of the manifest for it: either makes an entry of ours that leads
   * to nothing in the picker of every file.
   */
  const offer = (): void => {
    offered?.dispose();
    const folders: readonly (vscode.WorkspaceFolder | undefined)[] = vscode.workspace.workspaceFolders ?? [];
    offered = folders.some((folder) => configurationsIn(folder).length > 0)
      ? vscode.debug.registerDebugConfigurationProvider(
          DEBUG_TYPES.workflow,
          { provideDebugConfigurations: offeredIn },
          vscode.DebugConfigurationProviderTriggerKind.Dynamic,
        )
      : undefined;
  };
  offer();
  extension.subscriptions.push(
    // By its own type: whoever has the Toolkit has its type too, and we only look at what starts.
    vscode.debug.registerDebugConfigurationProvider('*', {
      async resolveDebugConfiguration(folder, configuration) {
        if (!isAwsSam(configuration) || isDebuggerInstalled(AWS_SAM)) return configuration;
        const made = await fromAwsSam(configuration, existsIn(folder));
        if (!('problem' in made)) return made;
        void window.showErrorMessage(made.problem as string);
        return undefined;
      },
    }),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('launch') && offer()),
    vscode.workspace.onDidChangeWorkspaceFolders(offer),
    { dispose: () => offered?.dispose() },
  );
}

async function offeredIn(folder: vscode.WorkspaceFolder | undefined): Promise<vscode.DebugConfiguration[]> {
  const made = await Promise.all(configurationsIn(folder).map((each) => fromAwsSam(each, existsIn(folder))));
  // Why one cannot be run is said when it is started by itself.
  return made.flatMap((each) => ('problem' in each ? [] : [each as vscode.DebugConfiguration]));
}

function configurationsIn(folder: vscode.WorkspaceFolder | undefined): readonly vscode.DebugConfiguration[] {
  const all = vscode.workspace.getConfiguration('launch', folder?.uri).get<unknown>('configurations');
  return Array.isArray(all) ? (all as vscode.DebugConfiguration[]).filter((each) => each && isAwsSam(each)) : [];
}

function existsIn(folder: vscode.WorkspaceFolder | undefined): (file: string) => Promise<boolean> {
  return async (file) => {
    const root = folder ?? vscode.workspace.workspaceFolders?.[0];
    try {
      await vscode.workspace.fs.stat(vscode.Uri.file(file.replace('${workspaceFolder}', root?.uri.fsPath ?? '')));
      return true;
    } catch {
      return false;
    }
  };
}
