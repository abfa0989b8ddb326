/** Goes on with the run of a saved history, of Stepwise's own or of AWS: where it was stopped, or from its failed states. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { LaunchArguments } from '../../messages/debugClient';
import { DEBUG_TYPES } from '../../messages/ids';
import { chooseDefinition } from '../chooseDefinition';
import type { ClientContext } from '../clientContext';
import { mayRun } from '../trust';
import type { Command } from './command';

export const resumeFromHistory: Command = { run: resume };

async function resume(context: ClientContext, history: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    mayRun(vscode.Uri.file('/'));
    return;
  }
  const definition = await chooseDefinition(context);
  if (!definition || !mayRun(definition)) return;
  const file = history instanceof vscode.Uri ? history : await chooseHistory(definition);
  if (!file) return;
  const args: LaunchArguments = { target: 'machine', program: definition.fsPath, resume: file.fsPath };
  await vscode.debug.startDebugging(
    vscode.workspace.getWorkspaceFolder(definition),
    {
      type: DEBUG_TYPES.workflow,
      request: 'launch',
      name: vscode.workspace.asRelativePath(definition),
      ...args,
    },
    { noDebug: true },
  );
}

async function chooseHistory(definition: vscode.Uri): Promise<vscode.Uri | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: phrase`Which history?`,
      defaultUri: vscode.Uri.joinPath(definition, '..'),
      filters: { JSON: ['json', 'jsonl'] },
    })) ?? [];
  return chosen;
}
