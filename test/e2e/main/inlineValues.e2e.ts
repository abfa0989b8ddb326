import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import type { Stop } from '../../harness/debugRecorder';
import { tell } from '../../harness/control';
import { behind, openText } from '../../harness/editor';

describe('A stopped state', () => {
  const debug = recordDebugging();
  const stopAtGreet = async (): Promise<{ document: vscode.TextDocument; stop: Stop }> => {
    const { document } = await openText('e2e/inline-values/greeting.asl.json');
    const place = new vscode.Location(document.uri, behind(document, '"Greet": {'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
    await vscode.debug.startDebugging(undefined, {
      type: 'stepwise',
      request: 'launch',
      name: 'values',
      program: document.uri.fsPath,
      input: { customer: { name: 'Ann' }, currency: 'EUR' },
    });
    return { document, stop: await debug.nextStop() };
  };

  it('shows its values in the text, in its variables and in the console', async () => {
    const { document, stop } = await stopAtGreet();
    const [frame] = await framesOf(stop);
    assert.equal(frame!.endLine, behind(document, '"Next": "Finish"').line + 2);
    const ask = (command: string, args: object): Thenable<never> =>
      stop.session.customRequest(command, { frameId: frame!.id, ...args }) as Thenable<never>;

    // The editor has taken over the stop by the time it asks for values itself.
    await vscode.commands.executeCommand('workbench.action.debug.callStackTop');
    const stopped = new vscode.Range(frame!.line - 1, frame!.column - 1, frame!.endLine! - 1, frame!.endColumn! - 1);
    const values = await vscode.commands.executeCommand<vscode.InlineValueEvaluatableExpression[]>(
      'vscode.executeInlineValueProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
      { frameId: frame!.id, stoppedLocation: stopped },
    );
    const shown: Record<string, string> = {};
    for (const { expression = '', range } of values) {
      assert.equal(document.getText(range), expression);
      const { result } = (await ask('evaluate', { expression, context: 'watch' })) as { result: string };
      shown[expression] = result;
    }
    assert.deepEqual(shown, { '$.customer.name': '"Ann"', '$.customer': '{name: "Ann"}' });

    const { targets } = (await ask('completions', { text: '$.cu', column: 5 })) as { targets: { label: string }[] };
    assert.deepEqual(
      targets.map(({ label }) => label),
      ['customer', 'currency'],
    );
    await goOn(stop);
    await debug.ends();
  });

  it('has values whose next change stops the run, from the menu of the Variables view', async () => {
    const { stop } = await stopAtGreet();
    await vscode.commands.executeCommand('workbench.debug.action.focusVariablesView');
    const taken = debug.nextAnswer('stepwise', 'setDataBreakpoints');
    const row = { selector: '.debug-variables .monaco-list-row', text: 'customer' };
    await tell('chooseFromMenu', { ...row, item: 'Break on Value Change' });
    await taken;
    await goOn(stop);

    const changed = await debug.nextStop();
    assert.equal(changed.reason, 'data breakpoint');
    const [frame] = await framesOf(changed);
    assert.match(frame!.name, /^Finish/);
    await vscode.commands.executeCommand('workbench.debug.viewlet.action.removeAllBreakpoints');
    await goOn(changed);
    await debug.ends();
  });

  it('is not run at all by a configuration with a mistake', async () => {
    const { document } = await openText('e2e/inline-values/greeting.asl.json');
    const launch = { type: 'stepwise', request: 'launch', name: 'mistake', program: document.uri.fsPath };
    assert.equal(await vscode.debug.startDebugging(undefined, { ...launch, input: {}, stopOnEntri: true }), false);
    assert.deepEqual(debug.sessions(), []);
  });
});
