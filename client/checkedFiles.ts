/** JSON files of ours whose names the language server holds against the project: what is wrong in them shows when typing pauses. */
import * as vscode from 'vscode';
import type { FileProblem } from '../messages/languageClient';
import type { ClientContext } from './clientContext';

export interface CheckedFiles {
  /** Of the diagnostics. */
  readonly name: string;
  readonly files: vscode.DocumentSelector;
  problemsOf(document: vscode.TextDocument): Promise<readonly FileProblem[]>;
}

const SEVERITY: Record<FileProblem['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Milliseconds without an edit. */
const QUIET = 200;

export function checkFiles({ extension, server }: ClientContext, { name, files, problemsOf }: CheckedFiles): void {
  const diagnostics = vscode.languages.createDiagnosticCollection(name);
  const waiting = new Map<string, NodeJS.Timeout>();

  async function check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const problems = await problemsOf(document);
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
    if (vscode.languages.match(files, document) === 0) return;
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

  const checkAll = (): void => vscode.workspace.textDocuments.forEach((document) => later(document));
  extension.subscriptions.push(
    diagnostics,
    vscode.workspace.onDidOpenTextDocument((document) => later(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => later(document)),
    // States and resources of a machine may have changed.
    vscode.workspace.onDidSaveTextDocument(checkAll),
    server.onDidStart(checkAll),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => diagnostics.delete(uri)),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
  vscode.workspace.textDocuments.forEach((document) => later(document, 0));
}

export function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
