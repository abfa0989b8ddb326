import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { behind, eventually, openText, pick, replaceText, webviewElements, webviewShows } from '../../harness/editor';
import { handlerProcesses, handlersEnd } from '../../harness/processes';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

describe('Run Workflow', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it('runs the sample with its real handlers and draws every status', async () => {
    await openText(MACHINE);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('order.json');
    await webviewShows('[data-state-path="Order fulfilled"][data-status="succeeded"]');
    await debug.ends();
    const nodes = await webviewElements('[data-state-path]', 'data-state-path', 'data-status', 'data-retries');
    const status = Object.fromEntries(nodes.map((node) => [node['data-state-path'], node['data-status']]));
    assert.equal(status['Validate order'], 'succeeded');
    assert.equal(status['Reserve items'], 'succeeded');
    assert.equal(status['Check out/0/Charge card'], 'succeeded');
    assert.equal(status['Cancel order'], 'none');
    const taken = await webviewElements('[data-edge][data-taken="true"]', 'data-edge');
    assert.ok(taken.length > 5, 'the edges that were taken are marked');
    assert.match(debug.output(), / succeeded after /);
    assert.match(debug.output(), /"status":\s*"shipped"/);
    await tell('screenshot', { name: 'run-workflow' });
  });

  it('shows input and output of a clicked state, and reveals it in the source', async () => {
    // Where the run ended before the graph opened, it shows the run's beginning.
    await tell('webviewClick', { selector: '[title="Show all (0)"]' });
    await tell('webviewClick', { selector: '[data-state-path="Ship order"]' });
    const editor = await eventually('the source of Ship order', vscode.window.onDidChangeTextEditorSelection, () => {
      const shown = vscode.window.visibleTextEditors.find((each) => each.document.fileName.endsWith('.asl.json'));
      return shown && shown.document.lineAt(shown.selection.active.line).text.includes('"Ship order"')
        ? shown
        : undefined;
    });
    assert.equal(editor.selection.active.line, behind(editor.document, '"Ship order": {').line);
    await webviewShows('[data-detail="output"], #detail');
  });

  it('shows a declined card as caught and the retry that came before', async () => {
    await openText(MACHINE);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('declined-card.json');
    await webviewShows('[data-state-path="Order cancelled"][data-status="succeeded"]');
    await debug.ends();
    const [checkOut] = await webviewElements('[data-state-path="Check out"]', 'data-status');
    assert.equal(checkOut!['data-status'], 'caught');
    assert.match(debug.output(), /CardDeclined/);
  });

  it('shows the child executions of a Distributed Map', async () => {
    await openText('product-import/product-import.asl.json');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('prices.json');
    await webviewShows('[data-state-path="Import products"][data-status="succeeded"]');
    await webviewShows('[data-state-path="Import products/Take over"][data-status="succeeded"]');
    await webviewShows('[data-state-path="Import products/Refuse"][data-status="failed"]');
    await debug.ends();
  });

  it('says where a handler has a syntax error', async () => {
    const handler = await openText('order-fulfilment/src/validate-order.js');
    const mend = await replaceText(handler, 'exports.handler', 'exports.handler = = 1;\nexports.handler');
    await handler.document.save();
    await openText(MACHINE);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('order.json');
    await debug.ends();
    await mend();
    await handler.document.save();
    assert.match(debug.output(), /SyntaxError/);
    assert.match(debug.output(), /validate-order\.js:\d+/);
    assert.match(debug.output(), / failed after /);
  });

  it('leaves no process behind when stopped half way', async () => {
    await openText(MACHINE);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('order.json');
    await webviewShows('[data-state-path="Validate order"][data-status="succeeded"]');
    assert.ok((await handlerProcesses()).length > 0, 'a handler runs');
    await vscode.debug.stopDebugging();
    await debug.ends();
    await handlersEnd();
  });
});
