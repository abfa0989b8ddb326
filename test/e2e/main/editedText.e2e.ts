import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, openText, replaceText } from '../../harness/editor';

const MACHINE = 'e2e/inline-values/greeting.asl.json';

describe('A run whose definition is edited', () => {
  const debug = recordDebugging();

  it('goes on in the text that it began with, and shows that', async () => {
    const editor = await openText(MACHINE);
    const { document } = editor;
    const breakAt = (text: string): void =>
      vscode.debug.addBreakpoints([
        new vscode.SourceBreakpoint(new vscode.Location(document.uri, behind(document, text))),
      ]);
    breakAt('"Greet": {');
    breakAt('"Finish": {');
    await vscode.debug.startDebugging(undefined, {
      type: 'stepwise',
      request: 'launch',
      name: 'edited',
      program: document.uri.fsPath,
      input: { customer: { name: 'Ann' } },
    });
    const atGreet = await debug.nextStop();
    const began = document.getText();
    const [before] = await framesOf(atGreet);
    assert.equal(before!.name, 'Greet');
    assert.equal(before!.source!.sourceReference, undefined);

    // Another state above: what stood on a line is another state now. VS Code tells breakpoints when the file is saved.
    const undo = await replaceText(
      editor,
      '"Greet": {',
      '"New": {\n      "Type": "Pass",\n      "Next": "Greet"\n    },\n    "Greet": {',
    );
    const told = debug.nextAnswer('stepwise', 'setBreakpoints');
    await document.save();
    await told;
    const [shown] = await framesOf(atGreet);
    assert.equal(shown!.line, before!.line);
    const { sourceReference, path } = shown!.source!;
    assert.ok(sourceReference);
    const kept = await vscode.workspace.openTextDocument(
      vscode.Uri.parse(`debug:${path}?session=${atGreet.session.id}&ref=${sourceReference}`),
    );
    assert.equal(kept.getText(), began);

    await goOn(atGreet);
    const atFinish = await debug.nextStop();
    assert.equal((await framesOf(atFinish))[0]!.name, 'Finish');

    await undo();
    await document.save();
    const [after] = await framesOf(atFinish);
    assert.equal(after!.source!.sourceReference, undefined);
    await goOn(atFinish);
    await debug.ends();
  });

  it('is shown in its own text while an edit is unsaved, and lets a person type on', async () => {
    const editor = await openText(MACHINE);
    const { document } = editor;
    vscode.debug.addBreakpoints([
      new vscode.SourceBreakpoint(new vscode.Location(document.uri, behind(document, '"Greet": {'))),
    ]);
    await vscode.debug.startDebugging(undefined, {
      type: 'stepwise',
      request: 'launch',
      name: 'unsaved',
      program: document.uri.fsPath,
      input: { customer: { name: 'Ann' } },
    });
    const stop = await debug.nextStop();
    const shownText = async (): Promise<number | undefined> => (await framesOf(stop))[0]!.source!.sourceReference;
    assert.equal(await shownText(), undefined);

    const heard = debug.nextAnswer('stepwise', 'stepwise.edited');
    await replaceText(editor, '"Greet": {', '\n"Greet": {');
    await heard;
    assert.ok(await shownText());
    assert.equal(vscode.window.activeTextEditor, editor);

    const undone = debug.nextAnswer('stepwise', 'stepwise.edited');
    await vscode.commands.executeCommand('undo');
    await undone;
    assert.equal(document.isDirty, false);
    assert.equal(await shownText(), undefined);
    await goOn(stop);
    await debug.ends();
  });
});
