/** What a person may do with a run of the store. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { LaunchArguments } from '../../messages/debugClient';
import { DEBUG_TYPES } from '../../messages/ids';
import { window } from '../window';
import { afresh, canBeRedriven, type LaunchConfiguration, type RunRecord } from './runRecord';
import type { RunStore } from './runStore';

/** The same machine, the same input, with the definition and the handlers as they are now. */
export function runAgain(run: RunRecord): Promise<void> {
  return start(run, {});
}

/** Runs the failed states again, or goes on where the run was interrupted. */
export async function redrive(run: RunRecord | undefined): Promise<void> {
  if (run && canBeRedriven(run)) return start(run, { resume: run.history });
  void window.showInformationMessage(
    phrase`There is nothing to redrive. Run a workflow first; only a run that did not succeed can be redriven.`,
  );
}

export async function stopRun(runs: RunStore, { id, status }: RunRecord): Promise<void> {
  const session = status === 'RUNNING' ? runs.live(id)?.session : undefined;
  if (session) return vscode.debug.stopDebugging(session);
  void window.showInformationMessage(phrase`This run belongs to another window: stop it there.`);
}

async function start({ program, name, launch }: RunRecord, more: Partial<LaunchArguments>): Promise<void> {
  if (program === undefined) {
    const text = phrase`The state machine of "${name}" is not in this folder, so that it cannot be run here.`;
    return void window.showInformationMessage(text);
  }
  const machine: LaunchConfiguration = {
    type: DEBUG_TYPES.workflow,
    request: 'launch',
    name: vscode.workspace.asRelativePath(program),
    target: 'machine',
    program,
    machine: name,
    noDebug: true,
  };
  const { configuration = machine, folder } = launch ?? {};
  await vscode.debug.startDebugging(
    folder === undefined ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder)),
    { ...afresh(configuration), ...more },
    { noDebug: configuration.noDebug === true },
  );
}
