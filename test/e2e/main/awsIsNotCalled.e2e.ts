import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { openText, pick } from '../../harness/editor';

describe('AWS is never called by accident', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it("hides the editor's AWS_PROFILE and keys from a handler", async () => {
    // The runner starts the editor with these.
    assert.equal(process.env.AWS_PROFILE, 'editor-profile');
    await openText('e2e/print-environment/handler.js');
    void vscode.commands.executeCommand('stepwise.runHandler');
    await pick('anything.json');
    await debug.ends();
    const output = debug.output();
    assert.match(output, /AWS_ACCESS_KEY_ID/);
    assert.doesNotMatch(output, /editor-profile|AKIAEDITORSECRET|editor-secret/);
  });

  it('always shows the target in the status bar', async () => {
    await tell('waitForText', { selector: '.statusbar-item', text: 'AWS' });
    const items = await tell<string[]>('texts', { selector: '.statusbar-item' });
    assert.ok(
      items.some((item) => /mock/i.test(item)),
      items.join(' | '),
    );
  });
});
