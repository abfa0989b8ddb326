import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, openText, pick } from '../../harness/editor';

const MACHINE = 'jsonata-travel-expenses/travel-expenses.asl.json';

describe('Keys in a definition', () => {
  const debug = recordDebugging();

  it('Ctrl+F5 asks for the input and runs', async () => {
    await openText(MACHINE);
    await tell('press', { key: 'Control+F5' });
    await pick('journey.json');
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
    assert.deepEqual(
      debug.sessions().map((session) => session.configuration.noDebug),
      [true],
    );
  });

  it('F5 starts at once, without a choice of debuggers, and offers no function’s events', async () => {
    const { document } = await openText(MACHINE);
    const [first] = /(?<="StartAt": ")[^"]+/.exec(document.getText())!;
    const place = behind(document, `"${first}": {`);
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, place))]);
    await tell('press', { key: 'F5' });
    await tell('waitForText', { selector: '.quick-input-widget .monaco-list-row', text: 'journey.json' });
    const offered = await tell<string[]>('texts', { selector: '.quick-input-widget .monaco-list-row' });
    assert.ok(!offered.some((row) => row.includes('hotel')), `the handler's event stays with the handler: ${offered}`);
    await pick('journey.json');
    const stop = await debug.nextStop();
    const [frame] = await framesOf(stop);
    assert.equal(frame!.line, place.line + 1);
    await goOn(stop);
    await debug.ends();
  });
});
