/** Files of every kind that hold a definition: each is written in, run and stopped in where it stands. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DebugRecorder, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, diagnosticsOf, openText, pick, replaceText, webviewShows } from '../../harness/editor';

interface Kind {
  readonly file: string;
  /** The one state that calls a function, and what stands before its body on the line that F5 stops at. */
  readonly state: string;
  readonly opens: string;
  readonly next: string;
  /** How its transition is written there. */
  readonly transition: string;
}

const KINDS: readonly Kind[] = [
  {
    file: 'e2e/charged-order/main.tf',
    state: 'Charge',
    opens: '"Charge": {',
    next: 'Charged',
    transition: '"Next": "Charged"',
  },
  {
    file: 'e2e/weighed-parcel/serverless.yml',
    state: 'Weigh',
    opens: '          Weigh:',
    next: 'Sent',
    transition: 'Next: Sent',
  },
  {
    file: 'e2e/joined/template.json',
    state: 'Pack',
    opens: '\\"Pack\\":{',
    next: 'Packed',
    transition: '\\"Next\\":\\"Packed',
  },
];

describe('A definition inside a file of another kind', () => {
  const debug = new DebugRecorder();
  before(() => debug.forget());
  after(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    debug.dispose();
  });

  for (const { file, state, opens, next, transition } of KINDS) {
    it(`is offered to run above its text: ${file}`, async () => {
      const { document } = await openText(file);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        100,
      );
      assert.ok(
        lenses.some(({ command }) => command?.command === 'stepwise.runWorkflow'),
        JSON.stringify(lenses.map(({ command }) => command?.title)),
      );
    });

    it(`has its mistakes at their words: ${file}`, async () => {
      const editor = await openText(file);
      const undo = await replaceText(editor, transition, transition.replace(next, 'Nowhere'));
      try {
        const about = ({ message }: vscode.Diagnostic): boolean => message.includes('Nowhere');
        const mistakes = (await diagnosticsOf(editor.document.uri, (list) => list.some(about))).filter(about);
        assert.deepEqual(
          mistakes.map(({ range }) => editor.document.getText(range).replace(/[\\"]/g, '')),
          ['Nowhere'],
        );
      } finally {
        await undo();
      }
    });

    it(`stops at a state, runs the project's function and is drawn: ${file}`, async () => {
      debug.forget();
      const { document } = await openText(file);
      const place = behind(document, opens);
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, place))]);
      void vscode.commands.executeCommand('stepwise.debugWorkflow');
      await pick('{}');
      const stop = await debug.nextStop();
      const [frame] = await framesOf(stop);
      assert.equal(frame!.line, place.line + 1);
      await webviewShows(`[data-state-path="${state}"][data-stopped="true"]`);
      await goOn(stop);
      await debug.ends();
      assert.match(debug.output(), / succeeded after /);
      await webviewShows(`[data-state-path="${next}"][data-status="succeeded"]`);
    });
  }
});
