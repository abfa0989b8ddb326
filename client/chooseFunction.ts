/** Which function of a source file is run: the one at the cursor, the only one, or the person's choice. */
import * as vscode from 'vscode';
import { meantFunctions } from '../core/handlers/meantFunctions';
import { phrase } from '../core/l10n/phrase';
import type { ClientContext } from './clientContext';
import { window } from './window';

/** Undefined: there is none to be seen, the adapter says what to do. Null: the person chose none. */
export async function chooseFunction({ server }: ClientContext, uri: vscode.Uri): Promise<string | undefined | null> {
  const functions = (await server.request('stepwise/handlers', { uri: uri.toString() })) ?? [];
  const meant = meantFunctions(functions, cursorLine(uri));
  if (meant.length < 2) return meant[0]?.name;
  const items = meant.map(({ name, exportName, line }) => ({
    label: name,
    description: [name === exportName ? '' : exportName, phrase`line ${line + 1}`].filter(Boolean).join(' · '),
  }));
  return (await window.showQuickPick(items, { title: phrase`Which function?` }))?.label ?? null;
}

/** Undefined: the file is not shown, or nobody has put the cursor anywhere yet. */
function cursorLine(uri: vscode.Uri): number | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const shown = editors.find((editor) => editor?.document.uri.toString() === uri.toString());
  const cursor = shown?.selection.active;
  return cursor && (cursor.line > 0 || cursor.character > 0) ? cursor.line : undefined;
}
