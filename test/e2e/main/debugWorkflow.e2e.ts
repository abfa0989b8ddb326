import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordDebugging, framesOf, goOn, variablesOf } from '../../harness/debugRecorder';
import { behind, openText, pick, workspaceFile } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

function breakpointAt(document: vscode.TextDocument, text: string): vscode.SourceBreakpoint {
  return new vscode.SourceBreakpoint(new vscode.Location(document.uri, behind(document, text)));
}

describe('Debug a workflow', () => {
  const debug = recordDebugging();

  it('stops at a state and, in the same run, inside its handler', async () => {
    const handler = await vscode.workspace.openTextDocument(workspaceFile('order-fulfilment/src/charge-card.ts'));
    const { document } = await openText(MACHINE);
    vscode.debug.addBreakpoints([
      breakpointAt(document, '"Charge card": {'),
      breakpointAt(handler, 'const lastDigits'),
    ]);
    void vscode.commands.executeCommand('stepwise.debugWorkflow');
    await pick('order.json');

    const atState = await debug.nextStop();
    const [stateFrame] = await framesOf(atState);
    assert.equal(atState.session.type, 'stepwise');
    assert.match(stateFrame!.name, /Charge card/);
    assert.equal(stateFrame!.line, behind(document, '"Charge card": {').line + 1);
    const input = await variablesOf(atState, 'Input');
    assert.equal(input.id, '"1001"');
    assert.equal(input.total, '32.5');
    await variablesOf(atState, 'Variables');
    const context = await variablesOf(atState, 'Context');
    assert.match(context.State ?? '', /Charge card/);
    await goOn(atState);

    const inHandler = await debug.nextStop();
    const [handlerFrame] = await framesOf(inHandler);
    assert.equal(inHandler.session.type, 'pwa-node');
    assert.match(handlerFrame!.source!.path!, /charge-card\.ts$/);
    assert.equal(handlerFrame!.line, behind(handler, 'const lastDigits').line + 1);
    await goOn(inHandler);

    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
    await handlersEnd();
  });

  it('steps from state to state', async () => {
    const { document } = await openText(MACHINE);
    vscode.debug.addBreakpoints([breakpointAt(document, '"Wait for courier": {')]);
    void vscode.commands.executeCommand('stepwise.debugWorkflow');
    await pick('order.json');
    const first = await debug.nextStop();
    assert.match((await framesOf(first))[0]!.name, /Wait for courier/);
    await goOn(first, 'next');
    const second = await debug.nextStop();
    assert.match((await framesOf(second))[0]!.name, /Ship order/);
    await goOn(second);
    await debug.ends();
  });

  it('takes no child session without debugging, and stops nowhere', async () => {
    const handler = await vscode.workspace.openTextDocument(workspaceFile('order-fulfilment/src/validate-order.js'));
    const { document } = await openText(MACHINE);
    vscode.debug.addBreakpoints([breakpointAt(document, '"Ship order": {'), breakpointAt(handler, 'const total')]);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('order.json');
    await debug.ends();
    assert.deepEqual(
      debug.sessions().map((session) => session.type),
      ['stepwise'],
    );
    assert.match(debug.output(), / succeeded after /);
  });

  it('restarts with the same input and asks nothing', async () => {
    const { document } = await openText(MACHINE);
    vscode.debug.addBreakpoints([breakpointAt(document, '"Large order?": {')]);
    void vscode.commands.executeCommand('stepwise.debugWorkflow');
    await pick('large-order.json');
    const first = await debug.nextStop();
    assert.equal((await variablesOf(first, 'Input')).id, '"1002"');
    await vscode.commands.executeCommand('workbench.action.debug.restart');
    const again = await debug.nextStop();
    assert.equal((await variablesOf(again, 'Input')).id, '"1002"');
  });
});
