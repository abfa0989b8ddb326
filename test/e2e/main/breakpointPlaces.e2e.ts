/** Breakpoints inside states: where the editor shows the stop. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { framesOf, goOn, recordDebugging, type Stop } from '../../harness/debugRecorder';
import { behind, eventually, openText, pick } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

describe('A breakpoint inside a state', () => {
  const debug = recordDebugging();

  /** Where the selection of the editor begins that shows the stop; lines from 1. */
  async function shownLine(line: number): Promise<void> {
    await eventually(
      `the selection on line ${line}`,
      vscode.window.onDidChangeTextEditorSelection,
      () => vscode.window.activeTextEditor?.selection.start.line === line - 1,
    );
  }

  async function stopsAt(name: string, line: number): Promise<Stop> {
    const stop = await debug.nextStop();
    const [frame] = await framesOf(stop);
    assert.deepEqual({ name: frame!.name, line: frame!.line }, { name, line });
    await shownLine(line);
    return stop;
  }

  it('stops at the rule, the field and the catcher that it is set in, and shows their lines', async () => {
    const { document } = await openText(MACHINE);
    const lineOf = (text: string, occurrence = 0): number => behind(document, text, occurrence).line;
    const at = (line: number, condition?: string): vscode.SourceBreakpoint =>
      new vscode.SourceBreakpoint(new vscode.Location(document.uri, new vscode.Position(line, 0)), true, condition);
    const rule = lineOf('"NumericGreaterThanEquals": 1000');
    const field = lineOf('"sku.$"');
    const catcher = lineOf('["CardDeclined"]');
    vscode.debug.addBreakpoints([at(rule), at(field, '$$.Map.Item.Index == 0 && $.id == "1003"'), at(catcher)]);
    // By name, as the Breakpoints view adds them.
    vscode.debug.addBreakpoints([new vscode.FunctionBreakpoint('Release items')]);
    void vscode.commands.executeCommand('stepwise.debugWorkflow');
    await pick('declined-card.json');

    await goOn(await stopsAt('Large order? (Choices[0])', lineOf('"Variable": "$.total"')));
    await goOn(await stopsAt('Reserve items (ItemSelector/sku.$)', field + 1));
    await goOn(await stopsAt('Check out (Catch[0])', catcher));
    const byName = await stopsAt('Release items', lineOf('"Release items": {') + 1);
    assert.equal(byName.reason, 'function breakpoint');
    await goOn(byName);
    await debug.ends();
    await handlersEnd();
  });
});
