/** Run and Debug of one handler, with a sample event. */
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import type { LaunchArguments } from '../../messages/debugClient';
import { DEBUG_TYPES } from '../../messages/ids';
import { activeUri, uriFrom } from '../activeDefinition';
import { chooseFunction } from '../chooseFunction';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { mayRun } from '../trust';
import type { Command } from './command';
import { window } from '../window';

/**
 * Beside a debugger of the file's own language VS Code would ask which one is meant, and without one which to install. Where
 * that debugger stops at breakpoints and we do not, its keys stay its own.
 */
const HANDLER_IN_FRONT =
  `!inDebugMode && ${CONTEXT_KEYS.activeFileIsHandler} && !debugConfigurationType && !${CONTEXT_KEYS.activeFileIsDebuggedByOthers}` as const;

export const runHandler: Command = {
  icon: 'play',
  palette: CONTEXT_KEYS.activeFileExportsFunction,
  menus: { 'editor/title/run': { when: CONTEXT_KEYS.activeFileIsHandler, group: '1_run@10' } },
  key: { press: 'ctrl+f5', when: HANDLER_IN_FRONT },
  run: (context, uri, name) => start(context, uri, name, true),
};

export const debugHandler: Command = {
  icon: 'debug-alt',
  palette: `${CONTEXT_KEYS.activeFileExportsFunction} && ${CONTEXT_KEYS.activeFileIsDebuggable}`,
  menus: {
    'editor/title/run': {
      when: `${CONTEXT_KEYS.activeFileIsHandler} && ${CONTEXT_KEYS.activeFileIsDebuggable}`,
      group: '1_run@20',
    },
  },
  key: { press: 'f5', when: HANDLER_IN_FRONT },
  run: (context, uri, name) => start(context, uri, name, false),
};

async function start(context: ClientContext, argument: unknown, name: unknown, noDebug: boolean): Promise<void> {
  const uri = uriFrom(argument) ?? activeUri();
  if (!uri) {
    void window.showErrorMessage(phrase`Open the file of a Lambda handler first.`);
    return;
  }
  if (!mayRun(uri)) return;
  const chosen = typeof name === 'string' ? name : await chooseFunction(context, uri);
  if (chosen === null) return;
  const args: LaunchArguments = { target: 'function', program: uri.fsPath, function: chosen };
  await vscode.debug.startDebugging(
    vscode.workspace.getWorkspaceFolder(uri),
    { type: DEBUG_TYPES.workflow, request: 'launch', name: chosen ?? vscode.workspace.asRelativePath(uri), ...args },
    { noDebug },
  );
}
