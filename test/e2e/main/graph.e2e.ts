import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { chain, ordinary } from '../../../bench/views/machines';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { behind, openText, webviewElements, webviewShows, workspaceFile } from '../../harness/editor';

/** A definition in a file of its own, open beside its graph. */
async function showGraphOf(name: string, definition: object): Promise<vscode.TextEditor> {
  const uri = workspaceFile(`e2e/${name}.asl.json`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(definition, null, 2)));
  const editor = await openText(`e2e/${name}.asl.json`);
  await vscode.commands.executeCommand('stepwise.showGraph', uri.toString());
  return editor;
}

const axe = (): Promise<string[]> => tell('webviewAxe', { selector: '.canvas' });

describe('The graph', () => {
  const debug = new DebugRecorder();
  after(() => debug.dispose());

  it('draws 3,300 states, while the server answers others', async () => {
    const { document } = await showGraphOf('long', chain(3300));
    const hovers = vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      behind(document, '"Type'),
    );
    await webviewShows('[data-state-path="S0"]');
    assert.ok((await hovers).length > 0, 'the field is explained');
    await tell('webviewClick', { selector: '[title="Show all (0)"]' });
    await webviewShows('.world[data-level="marks"] [data-state-path="S3299"]');
    const states = await webviewElements('[data-state-path]');
    assert.equal(states.length, 3300, 'all of them show');
  });

  it('says why it shows nothing, instead of another machine', async () => {
    await vscode.workspace.fs.writeFile(workspaceFile('e2e/none.asl.json'), Buffer.from('{ "a": 1 }'));
    await openText('e2e/none.asl.json');
    await vscode.commands.executeCommand('stepwise.showGraph', workspaceFile('e2e/none.asl.json').toString());
    await webviewShows('.no-graph:not([hidden])');
    const states = await webviewElements('[data-state-path]');
    assert.deepEqual(states, []);
  });

  it('finds a state among 325, and follows the cursor to where it can be read', async () => {
    const editor = await showGraphOf('many', ordinary(325));
    await webviewShows('[data-state-path="Step 0"]');
    await tell('webviewClick', { selector: '[title="Show all (0)"]' });
    await webviewShows('.world:not([data-level="full"])');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const at = behind(editor.document, '"Step 200": {');
    editor.selection = new vscode.Selection(at, at);
    await webviewShows('.world[data-level="full"] [data-state-path="Step 200"] [aria-pressed="true"]');

    await tell('webviewPress', { selector: '[data-state-path="Step 200"] .face', keys: ['Control+f'] });
    await webviewShows('.search:not([hidden])');
    await tell('webviewType', { selector: '.search-field', text: 'function:step-301' });
    await webviewShows('[data-state-path="Step 301"][data-found="current"]');
    const [count] = await webviewElements('.search-count');
    assert.equal(count!.text, '1 of 1');
    assert.deepEqual(await axe(), []);
    await tell('webviewPress', { selector: '.search-field', keys: ['Escape'] });
    await webviewShows('[data-state-path="Step 301"] .face:focus');
    await tell('screenshot', { name: 'graph-search' });
  });

  it('shows an execution that a state has started, and the way back', async () => {
    const { document } = await openText('e2e/nested/ship.asl.json');
    const configuration = { type: 'stepwise', request: 'launch', name: 'ship', program: document.uri.fsPath };
    await vscode.debug.startDebugging(undefined, { ...configuration, input: {} }, { noDebug: true });
    await webviewShows('[data-state-path="Tell the sender"][data-status="succeeded"]');
    await debug.ends();
    const [line] = await webviewElements('[data-state-path="Send parcel"] .detail');
    assert.equal(line!.text, '2 of 2 executions ended');

    await tell('webviewClick', { selector: '[data-state-path="Send parcel"]' });
    await webviewShows('.errors:not([hidden]) .attempt + .attempt');
    const rows = await webviewElements('.attempt .attempt-head');
    assert.match(rows[0]!.text, /^Attempt 2 · /);
    assert.match(rows[1]!.text, /^Attempt 1 · /);
    const [message] = await webviewElements('.attempt .message');
    assert.equal(message!.text, 'A parcel weighs 30 kg at most.');
    assert.deepEqual(await axe(), []);
    await tell('screenshot', { name: 'graph-attempts' });

    await tell('webviewPress', { selector: '.errors', keys: ['Escape'] });
    await webviewShows('[data-state-path="Send parcel"] .face:focus');
    await tell('webviewClick', { selector: '[data-state-path="Send parcel"]' });
    await tell('webviewClick', { selector: '.nested-runs button' });
    await webviewShows('[data-state-path="Too heavy"][data-status="failed"]');
    assert.deepEqual(await axe(), []);
    await tell('webviewClick', { selector: '[title^="Back to the execution"]' });
    await webviewShows('[data-state-path="Tell the sender"][data-status="succeeded"]');
  });
});
