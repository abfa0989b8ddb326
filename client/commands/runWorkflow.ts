/** Run Workflow and Debug Workflow: the debug adapter, with and without `noDebug`. */
import * as vscode from 'vscode';
import type { LaunchArguments } from '../../messages/debugClient';
import { DEBUG_TYPES } from '../../messages/ids';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS, MACHINE_IN_FRONT } from '../contextKey';
import { meantMachine } from '../meantMachine';
import { mayRun } from '../trust';
import type { Command } from './command';
import { DEFINITION_FILES } from './definitionFiles';

export const runWorkflow: Command = {
  icon: 'play',
  menus: {
    'editor/title/run': { when: MACHINE_IN_FRONT, group: '1_run@10' },
    'explorer/context': { when: DEFINITION_FILES, group: 'navigation@90' },
  },
  key: { press: 'ctrl+f5', when: `!inDebugMode && ${CONTEXT_KEYS.activeFileIsMachine}` },
  run: (context, uri, machine, mock) => start(context, uri, machine, mock, true),
};

export const debugWorkflow: Command = {
  icon: 'debug-alt',
  menus: { 'editor/title/run': { when: MACHINE_IN_FRONT, group: '1_run@20' } },
  // VS Code knows a debugger by the language of a file alone: of a template it would look for one in the Marketplace.
  key: {
    press: 'f5',
    when: `!inDebugMode && ${CONTEXT_KEYS.activeFileIsMachine} && !debugConfigurationType && !(resourceLangId =~ /asl/)`,
  },
  run: (context, uri, machine, mock) => start(context, uri, machine, mock, false),
};

/** @param mock the test case of a code lens */
async function start(
  context: ClientContext,
  argument: unknown,
  machine: unknown,
  mock: unknown,
  noDebug: boolean,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    mayRun(vscode.Uri.file('/'));
    return;
  }
  const meant = await meantMachine(context, argument, machine);
  if (!meant || !mayRun(meant.uri)) return;
  await startMachine(meant.uri, { machine: meant.machine, ...testCase(mock) }, noDebug);
}

export async function startMachine(
  uri: vscode.Uri,
  choices: Omit<LaunchArguments, 'target' | 'program'>,
  noDebug: boolean,
): Promise<void> {
  const args: LaunchArguments = { target: 'machine', program: uri.fsPath, ...choices };
  await vscode.debug.startDebugging(
    vscode.workspace.getWorkspaceFolder(uri),
    { type: DEBUG_TYPES.workflow, request: 'launch', name: vscode.workspace.asRelativePath(uri), ...args },
    { noDebug },
  );
}

function testCase(mock: unknown): Pick<LaunchArguments, 'mockFile' | 'mockCase'> {
  const { mockFile, mockCase } = (mock ?? {}) as { readonly mockFile?: unknown; readonly mockCase?: unknown };
  return typeof mockFile === 'string' && typeof mockCase === 'string' ? { mockFile, mockCase } : {};
}
