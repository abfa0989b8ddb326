/** The one output channel of the extension. */
import * as vscode from 'vscode';

export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Stepwise', { log: true });
}
