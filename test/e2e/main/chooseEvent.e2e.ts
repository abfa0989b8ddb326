import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { framesOf, goOn, recordDebugging } from '../../harness/debugRecorder';
import { behind, diagnosticsOf, eventually, openText } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const HANDLER = 'e2e/parcel-queue/src/weigh.js';
const ROW = '.quick-input-widget .monaco-list-row';

describe('The event of a handler', () => {
  const debug = recordDebugging();

  it('of its own SQS trigger is offered first, and stops at the breakpoint within two keystrokes', async () => {
    const editor = await openText(HANDLER);
    const inside = behind(editor.document, 'return ');
    editor.selection = new vscode.Selection(1, 2, 1, 2);
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(editor.document.uri, inside))]);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await tell('waitForText', { selector: '.codelens-decoration', text: 'Debug' });
    await tell('press', { key: 'F5' });
    await tell('waitFor', { selector: `${ROW}.focused` });
    const [first] = await tell<string[]>('texts', { selector: `${ROW}.focused .label-name` });
    assert.equal(first, 'SQS: messages of a queue');
    await tell('press', { key: 'Enter' });
    const stop = await debug.nextStop();
    const [frame] = await framesOf(stop);
    assert.equal(frame!.line, inside.line + 1);
    await goOn(stop);
    await debug.ends();
    assert.match(debug.output(), /Accepted: /);
    await handlersEnd();
  });

  it('is edited as a document that knows what SQS sends', async () => {
    await events();
    await tell('click', { selector: `${ROW}.focused .action-label` });
    const editor = await eventDocument();
    assert.match(editor.document.getText(), /arrived-parcels/);
    const { uri } = editor.document;
    const write = (from: string, to: string): Thenable<boolean> =>
      editor.edit((edit) => {
        const end = behind(editor.document, from);
        edit.replace(new vscode.Range(end.translate(0, -from.length), end), to);
      });
    await write('"aws:sqs"', '"aws:sns"');
    const [wrong] = await diagnosticsOf(uri, (list) => list.length > 0);
    assert.match(wrong!.message, /aws:sqs/);
    await write('"aws:sns"', '"aws:sqs"');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      behind(editor.document, '"eventSource": '),
    );
    assert.ok(items.some(({ label }) => label === '"aws:sqs"'));
    await diagnosticsOf(uri, (list) => list.length === 0);
    await write('"body": "{', '"body": "broken {');
    await vscode.commands.executeCommand('workbench.action.files.save');
    await debug.ends();
    assert.match(debug.output(), /Tried again/);
    await vscode.commands.executeCommand('stepwise.showAnswer');
    assert.match(vscode.window.activeTextEditor!.document.getText(), /"batchItemFailures"/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await handlersEnd();
  });

  it('is saved among those of the project, which are held against what AWS sends as well', async () => {
    await events();
    await tell('click', { selector: `${ROW}.focused .action-label` });
    const { document } = await eventDocument();
    // New values is the first of what can be done with it.
    const saving = vscode.commands.executeCommand('stepwise.actOnDocument', document.uri.toString(), 1);
    // The list's own box stays in the page while it is hidden: only one that has the focus takes the key.
    await tell('waitFor', { selector: '.quick-input-widget .quick-input-box input:focus' });
    await tell('press', { key: 'Enter' });
    await saving;
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await tell('waitFor', { selector: `${ROW}.focused` });
    await tell('press', { key: 'Escape' });
    const saved = await openText('e2e/parcel-queue/events/sqs.json');
    const end = behind(saved.document, '"awsRegion"');
    await saved.edit((edit) => edit.replace(new vscode.Range(end.translate(0, -11), end), '"region"'));
    const [missing] = await diagnosticsOf(saved.document.uri, (list) => list.length > 0);
    assert.match(missing!.message, /awsRegion/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.workspace.fs.delete(saved.document.uri);
  });

  it('is what a machine passes that calls it', async () => {
    await events();
    await choose('What Weighing', 'What Weighing passes');
    // The session that has found it ends before that of the run begins.
    await debug.outputHolding('batchItemFailures');
    await debug.ends();
    await handlersEnd();
  });

  it('is taken from the clipboard, and masked', async () => {
    await vscode.env.clipboard.writeText('INFO got {"Records":[{"body":"{}","from":"mira@posthaus.org"}]}');
    await events();
    await choose('clipboard');
    const { document } = await eventDocument();
    assert.match(document.getText(), /mira@posthaus/);
    await tell('waitForText', { selector: '.codelens-decoration', text: 'Mask' });
    await tell('click', { selector: '.codelens-decoration a:has-text("Mask")' });
    await eventually('the mask', vscode.workspace.onDidChangeTextDocument, () =>
      document.getText().includes('mira') ? undefined : true,
    );
    assert.match(document.getText(), /person1@example\.com/);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await debug.ends();
    await handlersEnd();
  });

  it('of a schedule starts its machine', async () => {
    await openText('e2e/parcel-queue/weighing.asl.json');
    void vscode.commands.executeCommand('stepwise.startAs');
    await tell('waitForText', { selector: `${ROW}.focused`, text: 'Nightly' });
    await tell('press', { key: 'Enter' });
    await debug.ends();
    assert.match(debug.output(), / succeeded after /);
    await handlersEnd();
  });
});

/** Runs the handler up to the list of events. */
async function events(): Promise<void> {
  await openText(HANDLER, 1);
  void vscode.commands.executeCommand('stepwise.runHandler');
  await tell('waitFor', { selector: `${ROW}.focused` });
}

/** @param shown what the chosen row says */
async function choose(typed: string, shown = typed): Promise<void> {
  await tell('type', { text: typed });
  await tell('waitForText', { selector: `${ROW}.focused`, text: shown });
  await tell('press', { key: 'Enter' });
}

function eventDocument(): Promise<vscode.TextEditor> {
  return eventually('the document', vscode.window.onDidChangeActiveTextEditor, () => {
    const { activeTextEditor } = vscode.window;
    return activeTextEditor?.document.uri.scheme === 'stepwise-answer' ? activeTextEditor : undefined;
  });
}
