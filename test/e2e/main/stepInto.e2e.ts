import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, openText, pick, workspaceFile } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

interface StepCase {
  readonly language: string;
  readonly state: string;
  readonly file: string;
  /** Its first line is the one that holds this. */
  readonly firstLine: string;
  readonly functionName: string;
  readonly sessionType: string;
  /** Where the workflow stands once the handler has returned. */
  readonly next: RegExp;
  /** The sample event the workflow is given. */
  readonly event: string;
}

const CASES: StepCase[] = [
  {
    language: 'TypeScript',
    state: 'Charge card',
    file: 'order-fulfilment/src/charge-card.ts',
    firstLine: 'const lastDigits',
    functionName: 'ChargeCardFunction',
    sessionType: 'pwa-node',
    next: /^Charge card \(exit\)$/,
    event: 'order.json',
  },
  {
    language: 'Python',
    state: 'Reserve item',
    file: 'order-fulfilment/src/reserve_item.py',
    firstLine: 'sku, quantity',
    functionName: 'ReserveItemFunction',
    sessionType: 'debugpy',
    next: /^Reserve item \(exit\)$/,
    // One item, so one iteration of the Map: of two at once, either may be the function's second process.
    event: 'declined-card.json',
  },
];

describe('Step into', () => {
  const debug = recordDebugging();

  for (const { language, state, file, firstLine, functionName, sessionType, next, event } of CASES) {
    it(`goes from a state into its ${language} handler, and out to the next state`, async () => {
      const handler = await vscode.workspace.openTextDocument(workspaceFile(file));
      const { document } = await openText('order-fulfilment/order-fulfilment.asl.json');
      const place = new vscode.Location(document.uri, behind(document, `"${state}": {`));
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
      void vscode.commands.executeCommand('stepwise.debugWorkflow');
      await pick(event);
      const atState = await debug.nextStop();
      vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
      await goOn(atState, 'stepIn');

      const inHandler = await debug.nextStop();
      assert.equal(inHandler.session.type, sessionType);
      assert.equal(inHandler.reason, 'step');
      assert.equal(inHandler.description, `Stepped into ${functionName}`);
      const [frame] = await framesOf(inHandler);
      assert.equal(inHandler.session.name, functionName);
      assert.ok(frame!.source!.path!.endsWith(path.basename(file)), frame!.source!.path);
      assert.equal(frame!.line, behind(handler, firstLine).line + 1);
      await goOn(inHandler, 'stepOut');

      const after = await debug.nextStop();
      assert.equal(after.session.type, 'stepwise');
      assert.equal(after.reason, 'step');
      assert.match((await framesOf(after))[0]!.name, next);
      await goOn(after);
      await debug.ends();
      await handlersEnd();
    });
  }
});
