import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DebugRecorder, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, diagnosticsOf, openText, pick, replaceText, webviewShows } from '../../harness/editor';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

describe('Installed from its package', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it('is the installed extension, not the checkout', () => {
    const { extensionPath, extensionKind } = vscode.extensions.getExtension('stepwise.stepwise')!;
    assert.match(extensionPath, /extensions[\\/]stepwise\.stepwise-/);
    assert.equal(extensionKind, vscode.ExtensionKind.Workspace);
  });

  it('checks a definition', async () => {
    const editor = await openText(MACHINE);
    const mend = await replaceText(editor, '"Next": "Ship order"', '"Next": "Shp order"');
    await diagnosticsOf(editor.document.uri, (list) => list.length > 0);
    await mend();
  });

  it('runs the sample, TypeScript and Python handlers included', async () => {
    await openText(MACHINE);
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('order.json');
    await webviewShows('[data-state-path="Order fulfilled"][data-status="succeeded"]');
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
  });

  it('stops at a breakpoint in a TypeScript handler', async () => {
    const { document } = await openText('order-fulfilment/src/charge-card.ts');
    const location = new vscode.Location(document.uri, behind(document, 'const lastDigits'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location)]);
    void vscode.commands.executeCommand('stepwise.debugHandler');
    await pick('charge-card/charge.json');
    const stop = await debug.nextStop();
    assert.equal((await framesOf(stop))[0]!.line, location.range.start.line + 1);
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await goOn(stop);
    await debug.ends();
  });
});
