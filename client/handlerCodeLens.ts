/** Run and Debug above each function that the project, a Task or its usual name calls a handler. */
import * as vscode from 'vscode';
import { languageOfFile, SERVED_LANGUAGES } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { provideCodeLenses } from './codeLenses';

const SELECTOR: vscode.DocumentSelector = SERVED_LANGUAGES.map((language) => ({ language, scheme: 'file' }));

export function registerHandlerCodeLens(context: ClientContext): void {
  const again = provideCodeLenses(context, SELECTOR, async (document) => {
    const uri = document.uri.toString();
    const handlers = (await context.server.request('stepwise/handlers', { uri })) ?? [];
    const announced = handlers.filter(({ isAnnounced }) => isAnnounced);
    return announced.flatMap(({ name, line }) => {
      const range = new vscode.Range(line, 0, line, 0);
      const run = {
        title: `$(play) ${phrase`Run handler`}`,
        command: COMMANDS.runHandler,
        arguments: [uri, name],
      };
      const debug = {
        title: `$(debug-alt) ${phrase`Debug handler`}`,
        command: COMMANDS.debugHandler,
        arguments: [uri, name],
      };
      // Code of other languages runs, and stops nowhere.
      const commands = languageOfFile(document.uri.path) === undefined ? [run] : [run, debug];
      return commands.map((command) => new vscode.CodeLens(range, command));
    });
  });
  context.extension.subscriptions.push(
    // A template that names another handler changes what stands above functions.
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (/\.(ya?ml|json)$/.test(document.uri.path)) again();
    }),
  );
}
