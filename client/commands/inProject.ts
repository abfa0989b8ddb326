/** Commands of the entries in the list of what a project holds. */
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS, TREES } from '../../messages/ids';
import { giveValue as ask } from '../project/giveValues';
import { isProjectEntry, openCommand } from '../project/projectEntry';
import type { Command, MenuPlace } from './command';

/** Of an entry that can do this, as `projectEntry` says. */
function able(ability: string): MenuPlace['when'] {
  return `view == ${TREES.project} && viewItem =~ /\\b${ability}\\b/`;
}

export const runInProject: Command = {
  icon: 'play',
  palette: 'false',
  menus: { 'view/item/context': { when: able('runnable'), group: 'inline@10' } },
  run: (_, entry) => start(entry, COMMANDS.runWorkflow, COMMANDS.runHandler),
};

export const debugInProject: Command = {
  icon: 'debug-alt',
  palette: 'false',
  menus: { 'view/item/context': { when: able('runnable'), group: 'inline@20' } },
  run: (_, entry) => start(entry, COMMANDS.debugWorkflow, COMMANDS.debugHandler),
};

export const giveValue: Command = {
  icon: 'edit',
  palette: 'false',
  menus: { 'view/item/context': { when: able('value'), group: 'inline@10' } },
  async run({ secrets }, entry) {
    if (!isProjectEntry(entry) || entry.kind !== 'value') return;
    const { key, suggest, secret, why } = entry.value;
    await ask(entry.root, { key, suggestions: suggest, isSecret: secret }, why, secrets);
  },
};

export const goToValue: Command = {
  icon: 'go-to-file',
  palette: 'false',
  menus: { 'view/item/context': { when: able('placed'), group: 'inline@20' } },
  async run(_, entry) {
    if (!isProjectEntry(entry) || entry.kind !== 'value' || !entry.value.place) return;
    const { command, arguments: args = [] } = openCommand(entry.root, entry.value.place);
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
  },
};

async function start(entry: unknown, ofMachine: string, ofFunction: string): Promise<void> {
  if (!isProjectEntry(entry)) return;
  if (entry.kind === 'machine') {
    const { file, names } = entry.machine;
    await vscode.commands.executeCommand(ofMachine, vscode.Uri.file(path.resolve(entry.root, file)), names[0]);
  }
  if (entry.kind === 'function' && entry.function.file !== null) {
    const { file, names } = entry.function;
    await vscode.commands.executeCommand(ofFunction, vscode.Uri.file(path.resolve(entry.root, file)), names[0]);
  }
}
