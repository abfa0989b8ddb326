import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { diagnosticsOf, goToQuestion, openText, pick, workspaceFile, writeDocument } from '../../harness/editor';

describe('A MockConfigFile.json', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it('has its test cases offered beside the input', async () => {
    await openText('e2e/mocks/orders.asl.json');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('Test case: none (2 to choose from)');
    await pick('Paid');
    await tell('waitForText', { selector: '.quick-input-widget', text: 'Test case: Paid' });
    await pick('{}');
    await debug.ends();
    assert.match(debug.output(), /"paid"/);
    assert.match(debug.output(), / succeeded after /);
  });

  it('runs a case from the line above it, and tells of a state that is not there', async () => {
    const { document } = await openText('e2e/mocks/MockConfigFile.json');
    const [found] = await diagnosticsOf(document.uri, (list) => list.length > 0);
    assert.equal(found?.message, '"orders" has no state "Chrage". Did you mean "Charge"?');
    const uri = workspaceFile('e2e/mocks/MockConfigFile.json');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    const run = lenses.find(({ command }) => command?.title.includes('Run case'))?.command;
    assert.ok(run);
    void vscode.commands.executeCommand(run.command, ...(run.arguments as unknown[]));
    await pick('{}');
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
  });
});

describe('An answer to a run beside a MockConfigFile.json', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it('is given by saving it', async () => {
    // A folder of its own: which test case was chosen last is kept for a machine.
    const [from, to] = [workspaceFile('e2e/mocks'), workspaceFile('e2e/mocks-answered')];
    await vscode.workspace.fs.copy(from, to, { overwrite: true });
    await openText('e2e/mocks-answered/orders.asl.json');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await tell('waitForText', { selector: '.quick-input-widget', text: 'Test case: none' });
    await pick('{}');
    await goToQuestion('Charge');
    await pick('Write the answer…');
    await writeDocument('{ "Attributes": { "written": { "BOOL": true } } }');
    await debug.ends();
    assert.match(debug.output(), /"written"/);
    const open = vscode.window.visibleTextEditors.map(({ document }) => document.uri.scheme);
    assert.ok(!open.includes('stepwise-answer'), 'the document is closed');
  });
});
