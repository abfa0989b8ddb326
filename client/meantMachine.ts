/** The machine that a command means: the file that defines it, and its name where something says it. */
import path from 'node:path';
import * as vscode from 'vscode';
import { languageOfFile } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { DeclaredMachine } from '../messages/languageClient';
import { COMMANDS } from '../messages/ids';
import { activeUri, uriFrom } from './activeDefinition';
import { chooseDefinition } from './chooseDefinition';
import type { ClientContext } from './clientContext';
import { window } from './window';

export interface MeantMachine {
  readonly uri: vscode.Uri;
  readonly machine?: string;
}

/**
 * @param argument the file that the command was called with, if any
 * @param name the machine's, where the command was called with one
 * @returns undefined: the person chose none, or it cannot be run yet, which has been said
 */
export async function meantMachine(
  context: ClientContext,
  argument: unknown,
  name?: unknown,
): Promise<MeantMachine | undefined> {
  const given = uriFrom(argument);
  const file = given ?? activeUri();
  if (typeof name !== 'string' && file && languageOfFile(file.path) !== undefined) {
    const declared = await context.server.request('stepwise/declaredMachines', { uri: file.toString() });
    if (declared && declared.length > 0) return declaredMachine(file, declared);
  }
  const uri = given ?? (await chooseDefinition(context));
  return uri && { uri, ...(typeof name === 'string' && { machine: name }) };
}

async function declaredMachine(
  source: vscode.Uri,
  declared: readonly DeclaredMachine[],
): Promise<MeantMachine | undefined> {
  const items = declared.map((machine) => ({ label: machine.name, machine }));
  const chosen =
    items.length === 1 ? items[0] : await window.showQuickPick(items, { title: phrase`Which state machine?` });
  if (!chosen) return undefined;
  const { name, file } = chosen.machine;
  if (file !== undefined) return { uri: vscode.Uri.file(file), machine: name };
  const synthesize = phrase`Synthesize CDK App`;
  const why = phrase`The definition of ${name} in ${path.basename(source.path)} is made when the CDK app runs.`;
  if ((await window.showInformationMessage(why, synthesize)) === synthesize) {
    await vscode.commands.executeCommand(COMMANDS.synthesizeApp, source);
  }
  return undefined;
}
