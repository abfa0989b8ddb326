import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { runOwnCommand } from '../../harness/ownCommand';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { closePick, openText, pick, webviewShows, writeDocument } from '../../harness/editor';

const ROW = '[id="workbench.view.extension.stepwise"] .monaco-list-row';
const statusBar = { selector: '.statusbar-item', text: 'Ask the manager waits' };

describe('A task that waits for its token', () => {
  const debug = new DebugRecorder();
  beforeEach(async () => {
    debug.forget();
    await openText('refund-approval/refund-approval.asl.json');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('large-refund.json');
    await tell('waitForText', statusBar);
  });
  after(() => debug.dispose());

  it('shows in the graph, the list of runs and its badge, and opens nothing by itself', async () => {
    await webviewShows('[data-state-path="Ask the manager"][data-status="waiting"]');
    await webviewShows('.questions .answer');
    await vscode.commands.executeCommand('stepwise.runs.focus');
    await tell('waitForText', { selector: ROW, text: 'needs your answer: Ask the manager' });
    await tell('waitForText', { selector: '.activitybar .badge-content', text: '1' });
    await tell('screenshot', { name: 'waiting-task' });
    const lists = await tell<string[]>('texts', { selector: '.quick-input-widget:visible .monaco-list-row' });
    assert.deepEqual(lists, []);

    await tell('webviewClick', { selector: '.questions .answer' });
    await tell('waitForText', { selector: '.quick-input-widget .monaco-list-row', text: 'Succeed…' });
    await closePick();
    // It stands, and is answered from where it shows.
    await tell('webviewClick', { selector: '.questions .answer' });
    await pick('Succeed…');
    await writeDocument('{"approved": true}');
    await debug.ends();
    assert.match(debug.output(), /"refunded": 180/);
  });

  it('may be answered elsewhere: the question goes away', async () => {
    const taskToken = /The token to answer with: ([0-9a-f]+)/.exec(debug.output())?.[1];
    assert.ok(taskToken, debug.output());
    const output = '{"approved":false,"reason":"late"}';
    // As from another terminal.
    const cli = path.join(vscode.extensions.getExtension('stepwise.stepwise')!.extensionPath, 'dist', 'cli.js');
    const answered = await runOwnCommand(cli, ['callback', 'success', '--token', taskToken, '--output', output]);
    assert.deepEqual(answered, { output: '' });
    await debug.ends();
    await tell('waitUntilGone', statusBar);
    assert.match(debug.output(), /"reason": "late"/);
  });
});
