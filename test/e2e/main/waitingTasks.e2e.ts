import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { runOwnCommand } from '../../harness/ownCommand';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { closePick, openText, pick, webviewShows } from '../../harness/editor';

const question = { selector: '.quick-input-widget', text: '"Ask the manager" is waiting for its task token' };
const statusBar = { selector: '.statusbar-item', text: 'Ask the manager waits' };

describe('A task that waits for its token', () => {
  const debug = new DebugRecorder();
  beforeEach(async () => {
    debug.forget();
    await openText('refund-approval/refund-approval.asl.json');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('large-refund.json');
    await tell('waitForText', question);
  });
  after(() => debug.dispose());

  it('is answered by a person, who may let it wait first', async () => {
    await tell('screenshot', { name: 'waiting-task' });
    await webviewShows('[data-state-path="Ask the manager"][data-status="waiting"]');
    await closePick();
    await tell('waitForText', statusBar);
    void vscode.commands.executeCommand('stepwise.answerTask');
    await pick('Succeed…');
    await tell('waitForText', { selector: '.quick-input-widget', text: 'What "Ask the manager" returns' });
    await tell('type', { text: '{"approved":true}' });
    await tell('press', { key: 'Enter' });
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
    await tell('waitUntilGone', { selector: '.quick-input-widget .monaco-list-row' });
    assert.match(debug.output(), /"reason": "late"/);
  });
});
