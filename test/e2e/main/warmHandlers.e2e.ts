import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, openText, replaceText } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const CASES = [{ machine: 'javascript', module: 'doubled-javascript.js' }];

describe('A handler that has been called before', () => {
  const debug = recordDebugging();

  for (const { machine, module } of CASES) {
    it(`stops at a new breakpoint in a module it imports, and at its new line once edited (${module})`, async () => {
      const editor = await openText(`e2e/warm-handlers/${module}`);
      const { document } = await openText(`e2e/warm-handlers/${machine}.asl.json`);
      const breakAt = (where: vscode.TextDocument, text: string): void =>
        vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(where.uri, behind(where, text)))]);
      breakAt(document, '"Second": {');
      breakAt(document, '"Third": {');
      const program = document.uri.fsPath;
      await vscode.debug.startDebugging(undefined, {
        type: 'stepwise',
        request: 'launch',
        name: 'warm',
        program,
        input: 2,
      });

      const atSecond = await debug.nextStop();
      assert.equal((await framesOf(atSecond))[0]!.name, 'Second');
      const answered = debug.nextAnswer('pwa-node', 'setBreakpoints');
      breakAt(editor.document, 'const answer');
      await answered;
      await goOn(atSecond);
      const inModule = await debug.nextStop();
      const [frame] = await framesOf(inModule);
      assert.equal(path.basename(frame!.source!.path!), module);
      assert.equal(frame!.line, 2);
      await goOn(inModule);

      const atThird = await debug.nextStop();
      assert.equal((await framesOf(atThird))[0]!.name, 'Third');
      const undo = await replaceText(editor, '  const answer', '  // One.\n  // Two.\n  const answer');
      await editor.document.save();
      await goOn(atThird);
      const edited = await debug.nextStop();
      await undo();
      await editor.document.save();
      assert.equal((await framesOf(edited))[0]!.line, 4);
      await goOn(edited);
      await debug.ends();
      await handlersEnd();
    });
  }
});
