/** Run, Debug and Graph above a definition in a file that is named as any other data is: of those the language server hears nothing. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { provideCodeLenses } from './codeLenses';

/** What the server is told of has its own there. */
const SELECTOR: vscode.DocumentSelector = ['json', 'jsonc', 'yaml'].map((language) => ({ language, scheme: 'file' }));

export function registerDefinitionCodeLens(context: ClientContext): void {
  provideCodeLenses(context, SELECTOR, async (document) => {
    if (!/\bStartAt\b/.test(document.getText())) return [];
    const uri = document.uri.toString();
    const machines = (await context.server.request('stepwise/machines', { uri })) ?? [];
    // A file that holds definitions among other things has them where they stand.
    const isDefinition = machines.some(({ file, template }) => file === document.uri.fsPath && template !== file);
    if (!isDefinition) return [];
    const range = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, command, arguments: [uri] });
    return [
      lens(`$(play) ${phrase`Run`}`, COMMANDS.runWorkflow),
      lens(`$(debug-alt) ${phrase`Debug`}`, COMMANDS.debugWorkflow),
      lens(`$(type-hierarchy-sub) ${phrase`Graph`}`, COMMANDS.showGraph),
    ];
  });
}
