/**
 * Run, Debug and Graph above each machine that a file declares and another file defines: the resource of a template, the construct
 * of a CDK app. Where only the app itself tells the definition, what runs the app.
 */
import * as vscode from 'vscode';
import { EDITOR_LANGUAGES } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import type { DeclaredMachine } from '../messages/languageClient';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { provideCodeLenses } from './codeLenses';

const LANGUAGES = [...EDITOR_LANGUAGES, 'json', 'jsonc', 'yaml', 'cloudformation', 'terraform', 'opentofu'];
const SELECTOR: vscode.DocumentSelector = LANGUAGES.map((language) => ({ language, scheme: 'file' }));

export function registerDeclaredCodeLens(context: ClientContext): void {
  provideCodeLenses(context, SELECTOR, async (document) => {
    if (!mayDeclareMachines(document)) return [];
    const uri = document.uri.toString();
    const declared = (await context.server.request('stepwise/declaredMachines', { uri })) ?? [];
    return declared.flatMap((machine) => {
      const range = new vscode.Range(machine.line, 0, machine.line, 0);
      return commandsFor(machine, uri).map((command) => new vscode.CodeLens(range, command));
    });
  });
}

/** Of most files nothing is asked. */
export function mayDeclareMachines(document: vscode.TextDocument): boolean {
  return /state_?machine/i.test(document.getText());
}

function commandsFor({ name, file, isStarted }: DeclaredMachine, uri: string): readonly vscode.Command[] {
  if (file === undefined) {
    const title = `$(server-process) ${phrase`Synthesize the CDK app to run ${name}`}`;
    return [{ title, command: COMMANDS.synthesizeApp, arguments: [uri] }];
  }
  const place = [vscode.Uri.file(file).toString(), name];
  return [
    { title: `$(play) ${phrase`Run`}`, command: COMMANDS.runWorkflow, arguments: place },
    { title: `$(debug-alt) ${phrase`Debug`}`, command: COMMANDS.debugWorkflow, arguments: place },
    ...(isStarted ? [{ title: `$(zap) ${phrase`Start as…`}`, command: COMMANDS.startAs, arguments: place }] : []),
    { title: `$(type-hierarchy-sub) ${phrase`Graph`}`, command: COMMANDS.showGraph, arguments: place },
  ];
}
