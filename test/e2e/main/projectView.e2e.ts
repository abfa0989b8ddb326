import path from 'node:path';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { eventually } from '../../harness/editor';

const ROW = '[id="workbench.view.extension.stepwise"] .monaco-list-row';

function activeFile(): string {
  return path.basename(vscode.window.activeTextEditor?.document.fileName ?? '');
}

function lineOfCursor(): string {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.lineAt(editor.selection.active.line).text ?? '';
}

describe('Project', () => {
  it('lists machines and functions, each leading to its file', async () => {
    await vscode.commands.executeCommand('stepwise.project.focus');
    await tell('waitForText', { selector: ROW, text: 'Machines' });
    await tell('screenshot', { name: 'project-list' });
    // The workspace of these tests has more machines than a side bar shows at once.
    await tell('click', { selector: ROW, text: 'Machines' });
    await tell('waitForText', { selector: ROW, text: 'Functions' });
    await tell('click', { selector: ROW, text: 'ConvertReceiptFunction' });
    await eventually(
      'the file of the handler',
      vscode.window.onDidChangeTextEditorSelection,
      () => activeFile() === 'convert-receipt.js' && lineOfCursor().includes('handler'),
    );
  });
});
