import * as vscode from 'vscode';
import type { ClientContext } from './clientContext';
import { onDidChangeSetting, readSetting } from './settings/read';
import { SETTINGS } from './settings/table';

/**
 * Shows what the language server makes known of documents above their lines, as long as the setting says so.
 *
 * @returns has them asked for again
 */
export function provideCodeLenses(
  { extension, server }: ClientContext,
  selector: vscode.DocumentSelector,
  lensesOf: (document: vscode.TextDocument) => Promise<vscode.CodeLens[]>,
): () => void {
  const changed = new vscode.EventEmitter<void>();
  const again = (): void => changed.fire();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: (document) => (readSetting(SETTINGS.codeLens) ? lensesOf(document) : []),
  };
  extension.subscriptions.push(
    changed,
    vscode.languages.registerCodeLensProvider(selector, provider),
    onDidChangeSetting(SETTINGS.codeLens, again),
    server.onDidStart(again),
  );
  return again;
}
