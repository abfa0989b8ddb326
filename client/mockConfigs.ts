/** MockConfigFile.json: what is wrong in it, and Run and Debug above each test case. */
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { MockConfigView } from '../messages/languageClient';
import { COMMANDS } from '../messages/ids';
import type { ClientContext } from './clientContext';
import { readSetting } from './settings/read';
import { SETTINGS } from './settings/table';

/** As `isMockConfigFile` of `project` knows them by name. */
const FILES: vscode.DocumentSelector = [
  { scheme: 'file', pattern: '**/*[mM]ock[cC]onfig*.json' },
  { scheme: 'file', pattern: '**/*mock-config*.json' },
];

const SEVERITY: Record<MockConfigView['problems'][number]['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Milliseconds without an edit. */
const QUIET = 200;

export function registerMockConfigs({ extension, server }: ClientContext): void {
  const changed = new vscode.EventEmitter<void>();
  const diagnostics = vscode.languages.createDiagnosticCollection('stepwise-mocks');
  const waiting = new Map<string, NodeJS.Timeout>();
  const view = (document: vscode.TextDocument): Promise<MockConfigView | undefined> =>
    server.request('stepwise/mockConfig', { uri: document.uri.toString(), text: document.getText() });
  const rangeOf = (document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));

  async function check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const { problems } = (await view(document)) ?? { problems: [] };
    if (document.isClosed || document.version !== version) return;
    diagnostics.set(
      document.uri,
      problems.map((problem) => {
        const found = new vscode.Diagnostic(rangeOf(document, problem), problem.message, SEVERITY[problem.severity]);
        found.source = 'Stepwise';
        return found;
      }),
    );
  }
  function later(document: vscode.TextDocument, delay = QUIET): void {
    if (vscode.languages.match(FILES, document) === 0) return;
    const uri = document.uri.toString();
    clearTimeout(waiting.get(uri));
    waiting.set(
      uri,
      setTimeout(() => {
        waiting.delete(uri);
        void check(document);
      }, delay),
    );
  }

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
  const checkAll = (): void => vscode.workspace.textDocuments.forEach((document) => later(document));
  extension.subscriptions.push(
    diagnostics,
    changed,
    vscode.languages.registerCodeLensProvider(FILES, lenses),
    vscode.workspace.onDidOpenTextDocument((document) => later(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => later(document)),
    // States and resources of a machine may have changed.
    vscode.workspace.onDidSaveTextDocument(checkAll),
    server.onDidStart(() => {
      checkAll();
      changed.fire();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => diagnostics.delete(uri)),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
  vscode.workspace.textDocuments.forEach((document) => later(document, 0));
}
