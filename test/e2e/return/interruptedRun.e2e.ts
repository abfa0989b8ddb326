/** The first window closes while a run is under way; the second comes back to the folder. */
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { notificationShows, webviewShows, workspaceFile } from '../../harness/editor';
import { suiteWindow } from '../../harness/mochaRun';

const WAITING = '[data-state-path="Ask the manager"][data-status="waiting"]';
const ROW = '[id="workbench.view.extension.stepwise"] .monaco-list-row';

if (suiteWindow.index === 0) {
  it('A run waits while its window closes', async () => {
    const program = workspaceFile('refund-approval/refund-approval.asl.json').fsPath;
    const inputFile = workspaceFile('refund-approval/events/large-refund.json').fsPath;
    const configuration = { type: 'stepwise', request: 'launch', name: 'refund', program, inputFile };
    await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], configuration, { noDebug: true });
    await webviewShows(WAITING);
  });
} else {
  describe('A window that comes back', () => {
    it('lists the run as interrupted, and says so', async () => {
      await vscode.commands.executeCommand('stepwise.runs.focus');
      await tell('waitForText', { selector: ROW, text: 'RefundApproval' });
      await notificationShows('ended with its window');
      await tell('screenshot', { name: 'interrupted' });
    });

    it('goes on from its history', async () => {
      await tell('click', { selector: '.notification-list-item .monaco-button', text: 'Continue It' });
      await webviewShows(WAITING);
      await tell('screenshot', { name: 'continued' });
    });
  });
}
