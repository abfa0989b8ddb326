import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { recordDebugging } from '../../harness/debugRecorder';
import { openText, replaceText, webviewElements, webviewShows } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

describe('Redrive', () => {
  const debug = recordDebugging();

  it('runs the failed state again with the mended handler, and what follows it', async () => {
    const handler = await openText('e2e/redrive/charge.js');
    const { document } = await openText('e2e/redrive/half-done.asl.json');
    const configuration = { type: 'stepwise', request: 'launch', name: 'half done', program: document.uri.fsPath };
    await vscode.debug.startDebugging(undefined, { ...configuration, input: {} }, { noDebug: true });
    await webviewShows('[data-state-path="Charge"][data-status="failed"]');
    await debug.ends();

    const undo = await replaceText(handler, 'amount > 20', 'amount > 30');
    await handler.document.save();
    await webviewShows('[aria-label^="Run the failed states"]');
    await tell('webviewClick', { selector: '[aria-label^="Run the failed states"]' });
    await webviewShows('[data-state-path="Tell"][data-status="succeeded"]');
    await debug.ends();
    await undo();
    await handler.document.save();

    assert.match(debug.output(), /Redriven after event \d+, in "Charge"\./);
    assert.match(debug.output(), /"charged":\s*21/);
    const nodes = await webviewElements('[data-state-path]', 'data-state-path', 'data-status');
    assert.deepEqual(
      nodes.map((node) => `${node['data-state-path']} ${node['data-status']}`),
      ['Prepare succeeded', 'Charge succeeded', 'Tell succeeded'],
      'the graph shows both halves of the run',
    );
    await handlersEnd();
  });
});
