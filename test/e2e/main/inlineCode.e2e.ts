/** Code that stands in a template is debugged where it stands. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { framesOf, goOn, recordDebugging } from '../../harness/debugRecorder';
import { behind, openText } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const TEMPLATE = 'e2e/inline-code/template.yaml';
const LINES = { 'pwa-node': 'const total', debugpy: 'rounded = round' } as const;

describe('Code in a template', () => {
  const debug = recordDebugging();
  const launch = (uri: vscode.Uri, more: object): void =>
    void vscode.debug.startDebugging(undefined, {
      type: 'stepwise',
      request: 'launch',
      name: 'inline',
      program: uri.fsPath,
      ...more,
    });

  // Where no Python has debugpy the runner says so; CI insists on it.
  const cases = process.env.STEPWISE_E2E_PYTHON ? (['pwa-node', 'debugpy'] as const) : (['pwa-node'] as const);
  const starts = [
    {
      what: 'alone',
      more: { target: 'function', function: 'Total', input: { prices: [1.5, 2] } },
      types: ['pwa-node'],
    },
    { what: 'in a workflow', more: { machine: 'Sums', input: { prices: [1.5, 2] } }, types: cases },
  ] as const;
  for (const { what, more, types } of starts) {
    it(`stops at its line of the template, ${what}`, async () => {
      const { document } = await openText(TEMPLATE);
      const placeOf = (type: keyof typeof LINES): vscode.Position => behind(document, LINES[type]);
      vscode.debug.addBreakpoints(
        types.map((type) => new vscode.SourceBreakpoint(new vscode.Location(document.uri, placeOf(type)))),
      );
      launch(document.uri, more);
      for (const type of types) {
        const stop = await debug.nextStop();
        assert.equal(stop.session.type, type);
        const [frame] = await framesOf(stop);
        // As a URI, where the editor's own machine is another one.
        assert.ok(frame!.source?.path?.endsWith(document.uri.path), frame!.source?.path);
        assert.equal(frame!.line, placeOf(type).line + 1);
        await goOn(stop);
      }
      await debug.ends();
      await handlersEnd();
    });
  }
});
