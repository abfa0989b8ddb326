/** A debug adapter of its own for what is no run: it shows nothing of itself, and ends with whoever began it. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AppLaunch, StateTestLaunch } from '../messages/debugClient';
import { DEBUG_TYPES } from '../messages/ids';

/** @returns undefined where it does not begin and has said why */
export async function beginQuietly(
  about: vscode.Uri,
  launch: StateTestLaunch | AppLaunch,
  name: string,
): Promise<vscode.DebugSession | undefined> {
  const quietId = randomUUID();
  let session: vscode.DebugSession | undefined;
  const listener = vscode.debug.onDidStartDebugSession((each) => {
    if (each.configuration['quietId'] === quietId) session = each;
  });
  try {
    const began = await vscode.debug.startDebugging(
      vscode.workspace.getWorkspaceFolder(about),
      {
        type: DEBUG_TYPES.workflow,
        request: 'launch',
        name,
        quietId,
        internalConsoleOptions: 'neverOpen',
        ...launch,
      },
      {
        noDebug: true,
        suppressSaveBeforeStart: true,
        suppressDebugStatusbar: true,
        suppressDebugToolbar: true,
        suppressDebugView: true,
      },
    );
    return began ? session : undefined;
  } finally {
    listener.dispose();
  }
}
