import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, openText } from '../../harness/editor';

describe('The debug session of a handler', () => {
  const debug = recordDebugging();

  const CASES = [
    { language: 'JavaScript', machine: 'leaving', functionName: 'leave' },
    { language: 'Python', machine: 'quitting', functionName: 'quit' },
  ];

  for (const { language, machine, functionName } of CASES) {
    it(`in ${language} has its function’s name, and leaves when its process does`, async () => {
      const { document } = await openText(`e2e/leaving/${machine}.asl.json`);
      const place = new vscode.Location(document.uri, behind(document, '"Stay": {'));
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
      const program = document.uri.fsPath;
      await vscode.debug.startDebugging(undefined, {
        type: 'stepwise',
        request: 'launch',
        name: 'run',
        program,
        input: {},
      });
      const stop = await debug.nextStop();
      assert.equal((await framesOf(stop))[0]!.name, 'Stay');
      const children = debug.sessions().filter(({ parentSession }) => parentSession !== undefined);
      assert.deepEqual([...new Set(children.map(({ name }) => name))], [functionName]);
      for (const child of children) await debug.sessionEnds(child);
      await goOn(stop);
      await debug.ends();
    });
  }
});
