import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';

const ROW = '[id="workbench.view.extension.stepwise"] .monaco-list-row';

describe('Project', () => {
  it('lists machines and functions, each leading to its file', async () => {
    await vscode.commands.executeCommand('stepwise.project.focus');
    await tell('waitForText', { selector: ROW, text: 'Machines' });
    await tell('waitForText', { selector: ROW, text: 'Functions' });
    await tell('screenshot', { name: 'project-list' });
    await tell('click', { selector: ROW, text: 'ConvertReceiptFunction' });
    const until = Date.now() + 20_000;
    const opened = (): string => path.basename(vscode.window.activeTextEditor?.document.fileName ?? '');
    while (opened() !== 'convert-receipt.js' && Date.now() < until) await new Promise((go) => setTimeout(go, 100));
    assert.equal(opened(), 'convert-receipt.js');
    assert.match(
      vscode.window.activeTextEditor!.document.lineAt(vscode.window.activeTextEditor!.selection.active.line).text,
      /handler/,
    );
  });
});
