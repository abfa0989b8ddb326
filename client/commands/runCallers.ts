/** Runs, from a handler's file, a state machine that calls the handler. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../../core/l10n/phrase';
import { COMMANDS } from '../../messages/ids';
import type { Inventory, InventoryMachine } from '../../project/inventory/inventory';
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
  const inventory = await server.request('stepwise/inventory', { uri: uri.toString() });
  const callers = inventory ? callersOf(inventory, uri.fsPath) : [];
  const machine = await oneOf(callers, path.basename(uri.fsPath));
  if (!inventory || !machine) return;
  const file = vscode.Uri.file(path.resolve(inventory.root, machine.file));
  await vscode.commands.executeCommand(COMMANDS.runWorkflow, file, machine.names[0]);
}

/** The machines that call a function whose code stands in the file. */
export function callersOf({ root, functions, machines }: Inventory, file: string): readonly InventoryMachine[] {
  const ids = new Set(
    functions.flatMap((each) => (each.file !== null && path.resolve(root, each.file) === file ? [each.id] : [])),
  );
  return machines.filter(({ calls }) => calls.some((id) => ids.has(id)));
}

async function oneOf(machines: readonly InventoryMachine[], file: string): Promise<InventoryMachine | undefined> {
  if (machines.length === 0) {
    void window.showInformationMessage(phrase`No state machine of this project calls a function of ${file}.`);
    return undefined;
  }
  if (machines.length === 1) return machines[0];
  const items = machines.map((machine) => ({
    label: machine.names[0] ?? machine.id,
    description: machine.file,
    machine,
  }));
  return (await window.showQuickPick(items, { title: phrase`Which state machine?` }))?.machine;
}
