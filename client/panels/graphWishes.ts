/** What the graph's page asks for: takes a message only where it has the shape that was agreed on, and shows text where one is wished. */
import * as vscode from 'vscode';
import type { GraphView } from '../../core/graph/graphView';
import type { FromWebview } from '../../messages/graphWebview';

export type Wish = Exclude<FromWebview, { readonly type: 'ready' }>;

export function isWish(message: unknown): message is Wish {
  if (typeof message !== 'object' || message === null) return false;
  const { type, statePath, text, id, runId, map, index, file, line, column } = message as Record<string, unknown>;
  if (type === 'reveal') return typeof statePath === 'string';
  if (type === 'copy') return typeof text === 'string';
  if (type === 'answer') return typeof id === 'string';
  if (type === 'openFrame') return typeof file === 'string' && Number.isInteger(line) && Number.isInteger(column);
  if (type === 'lookAt') return typeof map === 'string' && typeof index === 'number';
  if (type === 'showRun') return runId === undefined || typeof runId === 'string';
  return type === 'rerun' || type === 'redrive';
}

/** Shows a state in the text of its machine, beside the graph. */
export async function reveal(view: GraphView | undefined, file: string | undefined, statePath: string): Promise<void> {
  const range = view?.nodes.find((node) => node.id === statePath)?.range;
  if (!range || file === undefined) return;
  const start = new vscode.Position(range.start.line, range.start.character);
  const end = new vscode.Position(range.end.line, range.end.character);
  const uri = vscode.Uri.parse(file);
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === file);
  await vscode.window.showTextDocument(uri, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(start, end),
    preserveFocus: true,
  });
}

/** A handler says what its frames are: only files of the workspace open. */
export async function openFrame({ file, line, column }: Extract<Wish, { type: 'openFrame' }>): Promise<void> {
  const uri = vscode.Uri.file(file);
  if (!vscode.workspace.getWorkspaceFolder(uri)) return;
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, selection: new vscode.Range(at, at) });
}
