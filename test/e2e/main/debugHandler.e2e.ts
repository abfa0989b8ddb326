import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, closePick, openText, pick, replaceText } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

interface HandlerCase {
  readonly language: string;
  readonly file: string;
  /** The breakpoint stands on the line that holds this. */
  readonly line: string;
  readonly event: string;
  readonly sessionType: string;
}

const CASES: HandlerCase[] = [
  {
    language: 'JavaScript',
    file: 'order-fulfilment/src/validate-order.js',
    line: 'const total',
    event: 'order.json',
    sessionType: 'pwa-node',
  },
  {
    language: 'TypeScript',
    file: 'order-fulfilment/src/charge-card.ts',
    line: 'const lastDigits',
    event: 'charge-card/charge.json',
    sessionType: 'pwa-node',
  },
  {
    language: 'Python',
    file: 'order-fulfilment/src/reserve_item.py',
    line: 'shelf = SHELVES',
    event: 'reserve-item/reserve.json',
    sessionType: 'debugpy',
  },
];

describe('F5 on a handler', () => {
  const debug = recordDebugging();

  // Where no Python has debugpy the runner says so; CI insists on it.
  const cases = CASES.filter(({ sessionType }) => sessionType !== 'debugpy' || process.env.STEPWISE_E2E_PYTHON);
  for (const { language, file, line, event, sessionType } of cases) {
    it(`stops at the breakpoint in ${language}`, async () => {
      const { document } = await openText(file);
      vscode.debug.addBreakpoints([
        new vscode.SourceBreakpoint(new vscode.Location(document.uri, behind(document, line))),
      ]);
      void vscode.commands.executeCommand('stepwise.debugHandler');
      await pick(event);
      const stop = await debug.nextStop();
      assert.equal(stop.session.type, sessionType);
      const [frame] = await framesOf(stop);
      assert.equal(frame!.line, behind(document, line).line + 1);
      await goOn(stop);
      await debug.ends();
      await handlersEnd();
    });
  }

  it('stands first in the picker of VS Code, and is not in that of another file', async () => {
    await openText('order-fulfilment/src/validate-order.js');
    void vscode.commands.executeCommand('workbench.action.debug.start');
    await tell('waitForText', { selector: '.quick-input-widget .monaco-list-row', text: 'Node.js' });
    const rows = await tell<string[]>('texts', { selector: '.quick-input-widget .monaco-list-row' });
    assert.match(rows[0]!, /Stepwise|Lambda/);
    await closePick();

    await openText('e2e/plain-script.js');
    void vscode.commands.executeCommand('workbench.action.debug.start');
    await tell('waitForText', { selector: '.quick-input-widget .monaco-list-row', text: 'Node.js' });
    // Names alone: rows are used again, and keep unseen details of what they showed before.
    const others = await tell<string[]>('texts', { selector: '.quick-input-widget .monaco-list-row .label-name' });
    assert.ok(!others.some((row) => /Stepwise|Lambda/.test(row)), others.join(' | '));
    await closePick();
  });

  it('stops in the function at the cursor, which nothing calls a handler', async () => {
    const editor = await openText('e2e/any-function/assets.js');
    const inside = behind(editor.document, 'const text');
    editor.selection = new vscode.Selection(inside, inside);
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(editor.document.uri, inside))]);
    void vscode.commands.executeCommand('workbench.action.debug.start');
    await pick('Lambda Handler (Stepwise)');
    await pick('not-a.json');
    const stop = await debug.nextStop();
    const [frame] = await framesOf(stop);
    assert.equal(frame!.line, inside.line + 1);
    await goOn(stop);
    await debug.ends();
    assert.match(debug.output(), /"text"/);
    await handlersEnd();
  });

  it('asks which function of several, where the cursor tells none', async () => {
    const editor = await openText('e2e/any-function/assets.js');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
      20,
    );
    assert.deepEqual(
      lenses.filter(({ command }) => command?.command.startsWith('stepwise.')),
      [],
    );
    void vscode.commands.executeCommand('stepwise.runHandler');
    await pick('findAssets');
    await pick('not-a.json');
    await debug.ends();
    assert.match(debug.output(), /"found":\s*\[\s*"b"/);
  });

  it('says what a failing handler threw, and where', async () => {
    await openText('order-fulfilment/src/validate-order.js');
    void vscode.commands.executeCommand('stepwise.runHandler');
    await pick('charge-card/charge.json');
    await debug.ends();
    assert.match(debug.output(), /InvalidOrder/);
    assert.match(debug.output(), /validate-order\.js:\d+/);
  });

  it('says where a handler has a syntax error', async () => {
    const editor = await openText('order-fulfilment/src/charge-card.ts');
    const mend = await replaceText(editor, 'export const handler = async', 'export const handler = = async');
    await editor.document.save();
    void vscode.commands.executeCommand('stepwise.runHandler');
    await pick('charge-card/charge.json');
    await debug.ends();
    await mend();
    await editor.document.save();
    assert.match(debug.output(), /charge-card\.ts:\d+:\d+/);
    assert.match(debug.output(), /Unexpected "="/);
  });
});
