import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { behind, eventually, openText, pick } from '../../harness/editor';

interface Answer {
  readonly status: string;
  readonly output: unknown;
  readonly nextState: string;
  readonly inspectionData: { readonly result: object };
}

/** What the answer that has opened says. It is closed again, as what has nothing to save. */
async function answer(): Promise<Answer> {
  const shown = await eventually('the answer', vscode.window.onDidChangeVisibleTextEditors, () =>
    vscode.window.visibleTextEditors.find((editor) => editor.document.uri.scheme === 'stepwise-test-state'),
  );
  const [tab] = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.filter(({ isDirty, label }) => !isDirty && /^Test of/.test(label)),
  );
  assert.ok(tab, 'there is nothing to save');
  const text = shown.document.getText();
  await vscode.window.tabGroups.close(tab);
  return JSON.parse(text) as Answer;
}

async function testState(file: string, state: string): Promise<void> {
  const { document } = await openText(file);
  await openText(file, behind(document, `"${state}": {`).line);
  void vscode.commands.executeCommand('stepwise.testState');
}

describe('Test State', () => {
  it("tests the state at the cursor with the project's own handler, and opens the answer", async () => {
    await testState('order-fulfilment/order-fulfilment.asl.json', 'Validate order');
    await pick('order.json');
    const { status, nextState, inspectionData } = await answer();
    assert.equal(status, 'SUCCEEDED');
    assert.ok(nextState);
    assert.ok('total' in inspectionData.result, JSON.stringify(inspectionData.result));
  });

  it('asks for a mock of what nothing answers, and leaves no session behind', async () => {
    await testState('refund-approval/refund-approval.asl.json', 'Ask the manager');
    await pick('large-refund.json');
    await pick('Mock an error…');
    await tell('waitForText', { selector: '.quick-input-widget', text: 'The error: NAME, or NAME:cause' });
    await tell('press', { key: 'Enter' });
    assert.match((await answer()).status, /^(FAILED|CAUGHT_ERROR|RETRIABLE)$/);
    await eventually('the end of the session', vscode.debug.onDidTerminateDebugSession, () =>
      vscode.debug.activeDebugSession === undefined ? true : undefined,
    );
  });
});
