import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder, framesOf, goOn, variablesOf } from '../../harness/debugRecorder';
import { behind, openText, pick, webviewElements, webviewShows } from '../../harness/editor';

describe('A definition inside a template', () => {
  const debug = new DebugRecorder();
  before(() => debug.forget());
  after(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    debug.dispose();
  });

  it('stops at a state, marks it in the graph, and ends with every iteration drawn', async () => {
    const { document } = await openText('e2e/inline/template.yaml');
    const place = behind(document, '          Each:');
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, place))]);
    void vscode.commands.executeCommand('stepwise.debugWorkflow');
    await pick('{}');
    const stop = await debug.nextStop();
    const [frame] = await framesOf(stop);
    assert.equal(frame!.line, place.line + 1);
    assert.match(frame!.source!.path!, /template\.yaml$/);
    assert.deepEqual(Object.values(await variablesOf(stop, 'Input')), ['"tea"', '"pot"', '"cup"']);
    await webviewShows('[data-state-path="Each"][data-stopped="true"]');
    await goOn(stop);
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
    await webviewShows('[data-state-path="Each"][data-status="succeeded"][data-iterations="3"]');
  });

  it('shows one iteration of a Map at a time', async () => {
    await tell('webviewClick', { selector: '[data-state-path="Each"] > .face > .bar' });
    await webviewShows('.iterations .iteration');
    await tell('webviewClick', { selector: '.iterations [aria-label^="Iteration 1"]' });
    await webviewShows('.iterations [aria-label^="Iteration 1"][aria-pressed="true"]');
    await tell('webviewClick', { selector: '[data-state-path="Each/Pack"]' });
    const [output] = await webviewElements('[data-detail="output"]');
    assert.match(output!.text, /pot/);
  });
});
