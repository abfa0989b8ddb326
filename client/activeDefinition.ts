/** The file a person means: that of the active tab, whatever kind of editor holds it. */
import * as vscode from 'vscode';

/** A custom editor has no text editor, so the tab is asked first. */
export function activeUri(): vscode.Uri | undefined {
  return tabUri(vscode.window.tabGroups.activeTabGroup.activeTab) ?? vscode.window.activeTextEditor?.document.uri;
}

export function tabUri(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const input = tab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  if (input instanceof vscode.TabInputTextDiff) return input.modified;
  return undefined;
}

/**
 * Shows a definition as text unless a text editor shows it already: in a custom editor a stop would show no
 * line and no CodeLens.
 */
export async function showAsText(uri: vscode.Uri): Promise<vscode.TextEditor> {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  if (shown) return shown;
  const tab = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .find((candidate) => tabUri(candidate)?.toString() === uri.toString());
  return vscode.window.showTextDocument(uri, { viewColumn: tab?.group.viewColumn, preview: false });
}

/** What a command was called with: a CodeLens gives the uri as text, the editor's title a Uri. */
export function uriFrom(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  return typeof argument === 'string' ? vscode.Uri.parse(argument) : undefined;
}
