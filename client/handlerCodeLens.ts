/** Run and Debug above each function that the project, a Task or its usual name calls a handler. */
import * as vscode from 'vscode';
import { EDITOR_LANGUAGES } from '../core/handlers';
import { phrase } from '../core/l10n/phrase';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { provideCodeLenses } from './codeLenses';

const SELECTOR: vscode.DocumentSelector = EDITOR_LANGUAGES.map((language) => ({ language, scheme: 'file' }));

export function registerHandlerCodeLens(context: ClientContext): void {
  const again = provideCodeLenses(context, SELECTOR, async (document) => {
    const uri = document.uri.toString();
    const handlers = (await context.server.request('stepwise/handlers', { uri })) ?? [];
    const announced = handlers.filter(({ isAnnounced }) => isAnnounced);
    return announced.flatMap(({ name, line }) => {
      const range = new vscode.Range(line, 0, line, 0);
      return [
        new vscode.CodeLens(range, {
          title: `$(play) ${phrase`Run handler`}`,
          command: COMMANDS.runHandler,
          arguments: [uri, name],
        }),
        new vscode.CodeLens(range, {
          title: `$(debug-alt) ${phrase`Debug handler`}`,
          command: COMMANDS.debugHandler,
          arguments: [uri, name],
        }),
      ];
    });
  });
  context.extension.subscriptions.push(
    // A template that names another handler changes what stands above functions.
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (/\.(ya?ml|json)$/.test(document.uri.path)) again();
    }),
  );
}
