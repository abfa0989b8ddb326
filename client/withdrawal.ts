/**
 * Withdraws those of our features that `messages/languageFeatures` says from the languages we share with the AWS
 * Toolkit, where a person chose it to serve them. CodeLens, Run and Debug stay. The server need not start anew.
 */
import * as vscode from 'vscode';
import type { LanguageClient, Middleware } from 'vscode-languageclient/node';
import { LANGUAGES } from '../messages/ids';
import type { WithdrawingFeature } from '../messages/languageFeatures';
import { onDidChangeSetting } from './settings/read';
import { SETTINGS } from './settings/table';
import { languageProvider, toolkitIsInstalled } from './toolkitCoexistence';

const SHARED_LANGUAGES: readonly string[] = LANGUAGES.filter((language) => !language.startsWith('stepwise-'));

function isWithdrawn(document: vscode.TextDocument | undefined): boolean {
  if (!document || !SHARED_LANGUAGES.includes(document.languageId)) return false;
  return languageProvider() === 'awsToolkit' && toolkitIsInstalled();
}

export class Withdrawal implements vscode.Disposable {
  /** What the server said last, shown or not. */
  private readonly diagnostics = new Map<string, vscode.Diagnostic[]>();
  private readonly listeners: vscode.Disposable[];

  constructor(client: () => LanguageClient | undefined) {
    this.listeners = [
      onDidChangeSetting(SETTINGS.languageProvider, () => this.showAgain(client())),
      vscode.extensions.onDidChange(() => this.showAgain(client())),
    ];
  }

  /** For each feature that withdraws, how it is kept back. */
  private readonly keepingBack: { readonly [Feature in WithdrawingFeature]: Middleware } = {
    hover: {
      provideHover: (document, position, token, next) =>
        isWithdrawn(document) ? null : next(document, position, token),
    },
    completion: {
      provideCompletionItem: (document, position, context, token, next) =>
        isWithdrawn(document) ? null : next(document, position, context, token),
    },
    formatting: {
      provideDocumentFormattingEdits: (document, options, token, next) =>
        isWithdrawn(document) ? null : next(document, options, token),
      provideDocumentRangeFormattingEdits: (document, range, options, token, next) =>
        isWithdrawn(document) ? null : next(document, range, options, token),
    },
    diagnostics: {
      handleDiagnostics: (uri, diagnostics, next) => {
        this.diagnostics.set(uri.toString(), diagnostics);
        next(uri, isWithdrawn(documentOf(uri)) ? [] : diagnostics);
      },
    },
  };

  readonly middleware: Middleware = Object.assign({}, ...Object.values(this.keepingBack)) as Middleware;

  dispose(): void {
    this.listeners.forEach((listener) => void listener.dispose());
  }

  private showAgain(client: LanguageClient | undefined): void {
    for (const [uri, diagnostics] of this.diagnostics) {
      const parsed = vscode.Uri.parse(uri);
      client?.diagnostics?.set(parsed, isWithdrawn(documentOf(parsed)) ? [] : diagnostics);
    }
  }
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
