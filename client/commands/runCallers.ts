/** Runs, from a handler's file, a state machine that calls the handler. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { COMMANDS } from '../../messages/ids';
import type { CallingMachine } from '../../messages/languageClient';
import { activeUri, uriFrom } from '../activeDefinition';
import type { ClientContext } from '../clientContext';
import { CONTEXT_KEYS } from '../contextKey';
import { mayRun } from '../trust';
import { window } from '../window';
import type { Command } from './command';

export const runCallers: Command = {
  icon: 'run-all',
  palette: CONTEXT_KEYS.activeFileExportsFunction,
  menus: { 'editor/title/run': { when: CONTEXT_KEYS.activeFileIsHandler, group: '1_run@30' } },
  run,
};

async function run({ server }: ClientContext, argument: unknown): Promise<void> {
  const uri = uriFrom(argument) ?? activeUri();
  if (!uri) {
    void window.showErrorMessage(phrase`Open the file of a Lambda handler first.`);
    return;
  }
  if (!mayRun(uri)) return;
  const callers = await server.request('stepwise/callers', { uri: uri.toString() });
  const machine = await oneOf(callers ?? [], path.basename(uri.fsPath));
  if (!machine) return;
  await vscode.commands.executeCommand(COMMANDS.runWorkflow, vscode.Uri.file(machine.file), machine.name);
}

async function oneOf(machines: readonly CallingMachine[], file: string): Promise<CallingMachine | undefined> {
  if (machines.length === 0) {
    void window.showInformationMessage(phrase`No state machine of this project calls a function of ${file}.`);
    return undefined;
  }
  if (machines.length === 1) return machines[0];
  const items = machines.map((machine) => ({
    label: machine.name,
    description: vscode.workspace.asRelativePath(machine.file),
    machine,
  }));
  return (await window.showQuickPick(items, { title: phrase`Which state machine?` }))?.machine;
}
