import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { behind, eventually, openText, pick } from '../../harness/editor';

describe('Test State', () => {
  it("tests the state at the cursor with the project's own handler, and opens the answer", async () => {
    const { document } = await openText('order-fulfilment/order-fulfilment.asl.json');
    await openText('order-fulfilment/order-fulfilment.asl.json', behind(document, '"Validate order": {').line);
    void vscode.commands.executeCommand('stepwise.testState');
    await pick('order.json');
    const answer = await eventually('the answer', vscode.window.onDidChangeVisibleTextEditors, () =>
      vscode.window.visibleTextEditors.find((editor) => editor.document.uri.scheme === 'stepwise-test-state'),
    );
    const { status, nextState, inspectionData } = JSON.parse(answer.document.getText()) as {
      readonly status: string;
      readonly nextState: string;
      readonly inspectionData: { readonly result: object };
    };
    assert.equal(status, 'SUCCEEDED');
    assert.ok(nextState);
    assert.ok('total' in inspectionData.result, JSON.stringify(inspectionData.result));
    const [tab] = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(({ isDirty, label }) => !isDirty && /^Test of/.test(label)),
    );
    assert.ok(tab, 'there is nothing to save');
    await vscode.window.tabGroups.close(tab);
  });
});
