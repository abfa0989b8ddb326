import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, notificationShows, openText, replaceText } from '../../harness/editor';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

describe('Restricted Mode', () => {
  before(() => assert.equal(vscode.workspace.isTrusted, false));

  it('still checks the definition', async () => {
    const editor = await openText(MACHINE);
    const mend = await replaceText(editor, '"Next": "Ship order"', '"Next": "Shp order"');
    await diagnosticsOf(editor.document.uri, (list) => list.length > 0);
    await mend();
  });

  it('runs nothing, and says why', async () => {
    await openText(MACHINE);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await notificationShows('trust the workspace');
    assert.equal(vscode.debug.activeDebugSession, undefined);
  });
});
