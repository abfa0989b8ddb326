/** MockConfigFile.json: what is wrong in it, and Run and Debug above each test case. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { MockConfigView } from '../messages/languageClient';
import { COMMANDS } from '../messages/ids';
import { checkFiles, rangeOf } from './checkedFiles';
import type { ClientContext } from './clientContext';
import { readSetting } from './settings/read';
import { SETTINGS } from './settings/table';

/** As `isMockConfigFile` of `project` knows them by name. */
const FILES: vscode.DocumentSelector = [
  { scheme: 'file', pattern: '**/*[mM]ock[cC]onfig*.json' },
  { scheme: 'file', pattern: '**/*mock-config*.json' },
];

export function registerMockConfigs(context: ClientContext): void {
  const { extension, server } = context;
  const changed = new vscode.EventEmitter<void>();
  const view = (document: vscode.TextDocument): Promise<MockConfigView | undefined> =>
    server.request('stepwise/mockConfig', { uri: document.uri.toString(), text: document.getText() });
  checkFiles(context, {
    name: 'stepwise-mocks',
    files: FILES,
    problemsOf: async (document) => (await view(document))?.problems ?? [],
  });

  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!readSetting(SETTINGS.codeLens)) return [];
      const { cases } = (await view(document)) ?? { cases: [] };
      return cases.flatMap(({ name, program, machine, ...span }) => {
        if (program === undefined) return [];
        const range = rangeOf(document, span);
        const mock = { mockFile: document.uri.fsPath, mockCase: name };
        const args = [vscode.Uri.file(program).toString(), machine, mock];
        return [
          new vscode.CodeLens(range, {
            title: `$(play) ${phrase`Run case`}`,
            command: COMMANDS.runWorkflow,
            arguments: args,
          }),
          new vscode.CodeLens(range, {
            title: `$(debug-alt) ${phrase`Debug case`}`,
            command: COMMANDS.debugWorkflow,
            arguments: args,
          }),
        ];
      });
    },
  };
  extension.subscriptions.push(
    changed,
    vscode.languages.registerCodeLensProvider(FILES, lenses),
    server.onDidStart(() => changed.fire()),
  );
}
