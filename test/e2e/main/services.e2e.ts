import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import {
  closePick,
  diagnosticsOf,
  goToQuestion,
  notificationShows,
  openText,
  pick,
  replaceText,
  workspaceFile,
} from '../../harness/editor';

async function run(machine: string): Promise<void> {
  await openText(machine);
  void vscode.commands.executeCommand('stepwise.runWorkflow');
}

describe('A task that nothing here answers', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it('fails clearly when it is not answered', async () => {
    await run('e2e/services/store.asl.json');
    await pick('{}');
    await goToQuestion('Store');
    await closePick();
    // The question stands.
    await goToQuestion('Store');
    await pick('Do not answer');
    await debug.ends();
    assert.match(debug.output(), /"Store" calls dynamodb:putItem, but nothing local answers it/);
    assert.equal(debug.output().split('nothing local answers').length, 2, 'the error is told once');
  });

  it('asks for the answer, and takes the saved one from then on', async () => {
    await run('e2e/services/store.asl.json');
    await pick('{}');
    await goToQuestion('Store');
    await pick('Answer with the suggestion, save it as a mock');
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
    const file = await vscode.workspace.fs.readFile(workspaceFile('e2e/services/.vscode/stepwise.json'));
    const { mocks } = JSON.parse(new TextDecoder().decode(file)) as { mocks: Record<string, Record<string, unknown>> };
    assert.ok(mocks['store']?.['Store'], JSON.stringify(mocks));

    debug.forget();
    await run('e2e/services/store.asl.json');
    await pick('{}');
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
  });

  it('says which function it looked for, and where', async () => {
    await run('e2e/services/no-function.asl.json');
    await pick('{}');
    await goToQuestion('Call');
    await pick('Do not answer');
    await debug.ends();
    assert.match(debug.output(), /There is no function "NobodyWroteThis"/);
    assert.match(debug.output(), / failed after /);
  });

  it('does not run a definition that cannot be read, and says why', async () => {
    const editor = await openText('e2e/services/no-function.asl.json');
    const mend = await replaceText(editor, '"Type": "Task",', '"Type": "Task"');
    await diagnosticsOf(editor.document.uri, (list) => list.some(({ code }) => code === 'json-syntax'));
    await vscode.commands.executeCommand('stepwise.runWorkflow');
    await notificationShows('A comma is missing here');
    await mend();
    await editor.document.save();
    assert.deepEqual(debug.sessions(), []);
  });

  it('does not run what AWS would refuse, unless told to', async () => {
    const editor = await openText('e2e/services/no-function.asl.json');
    const mend = await replaceText(editor, '"Type": "Task",', '"Type": "Task",\n"Surplus": 1,');
    await vscode.commands.executeCommand('workbench.action.files.save');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('{}');
    await notificationShows('AWS would refuse this definition');
    assert.doesNotMatch(debug.output(), /There is no function/);
    // A session that could not be launched does not tell of its end.
    debug.forget();
    await tell('click', { selector: '.notification-list-item .monaco-button', text: 'Run Anyway' });
    await goToQuestion('Call');
    await pick('Do not answer');
    await debug.ends();
    assert.match(debug.output(), /AWS would refuse this definition/);
    assert.match(debug.output(), /There is no function "NobodyWroteThis"/);
    await mend();
    await editor.document.save();
  });
});
