import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { recordDebugging } from '../../harness/debugRecorder';
import { behind, eventually, openText, pick, workspaceFile, writeDocument } from '../../harness/editor';

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
  const debug = recordDebugging();

  it('offers the input that the state had in the last run', async () => {
    const program = workspaceFile('order-fulfilment/order-fulfilment.asl.json').fsPath;
    const inputFile = workspaceFile('order-fulfilment/events/order.json').fsPath;
    const configuration = { type: 'stepwise', request: 'launch', name: 'order', program, inputFile };
    await vscode.debug.startDebugging(undefined, configuration, { noDebug: true });
    await debug.ends();
    await testState('order-fulfilment/order-fulfilment.asl.json', 'Validate order');
    const row = '.quick-input-widget .monaco-list-row';
    await tell('waitForText', { selector: row, text: 'its input in the run of' });
    await tell('screenshot', { name: 'test-state-input' });
    await tell('click', { selector: row, text: 'its input in the run of' });
    assert.equal((await answer()).status, 'SUCCEEDED');
  });

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
    const suggested = await writeDocument('{ "error": "States.TaskFailed", "cause": "the manager is away" }');
    assert.match(suggested, /"error": "States\.TaskFailed"/);
    assert.match((await answer()).status, /^(FAILED|CAUGHT_ERROR|RETRIABLE)$/);
    await eventually('the end of the session', vscode.debug.onDidTerminateDebugSession, () =>
      vscode.debug.activeDebugSession === undefined ? true : undefined,
    );
  });
});
