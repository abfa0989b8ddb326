import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { recordDebugging } from '../../harness/debugRecorder';
import { openText, webviewElements, webviewShows, workspaceFile } from '../../harness/editor';

const ROW = '[id="workbench.view.extension.stepwise"] .monaco-list-row';
const MACHINE = 'e2e/redrive/half-done.asl.json';

async function statuses(): Promise<string[]> {
  const nodes = await webviewElements('[data-state-path]', 'data-state-path', 'data-status');
  return nodes.map((node) => `${node['data-state-path']} ${node['data-status']}`);
}

describe('Runs', () => {
  const debug = recordDebugging();

  it('are listed, and shown again on their own graph after another was shown', async () => {
    const { document } = await openText(MACHINE);
    const configuration = { type: 'stepwise', request: 'launch', name: 'half done', program: document.uri.fsPath };
    await vscode.debug.startDebugging(undefined, { ...configuration, input: {} }, { noDebug: true });
    await webviewShows('[data-state-path="Charge"][data-status="failed"]');
    await debug.ends();
    await vscode.commands.executeCommand('stepwise.runs.focus');
    await tell('waitForText', { selector: ROW, text: 'half-done' });

    const other = workspaceFile('jsonata-travel-expenses/travel-expenses.asl.json');
    await vscode.commands.executeCommand('stepwise.showGraph', other);
    await webviewShows('#run-status[data-run="NONE"]');
    assert.ok(
      (await statuses()).every((line) => line.endsWith(' none')),
      'no marks of the other machine’s run',
    );

    await tell('screenshot', { name: 'runs-list' });
    await tell('click', { selector: ROW, text: 'half-done' });
    await webviewShows('[data-state-path="Charge"][data-status="failed"]');
    assert.deepEqual(await statuses(), ['Prepare succeeded', 'Charge failed', 'Tell none']);
    const shown = await webviewElements('.run-choice option[selected]');
    assert.match(shown.map(({ text }) => text).join(), /^Failed · /);
  });

  it('of AWS are opened from what get-execution-history prints, though they have ended', async () => {
    const at = (seconds: number): number => 1_760_000_000 + seconds;
    const entered = (id: number, type: string, name: string): object => ({
      timestamp: at(id),
      type,
      id,
      previousEventId: id - 1,
      stateEnteredEventDetails: { name, input: '{"on":"AWS"}' }, // prettier-ignore
    });
    const exited = (id: number, type: string, name: string): object => ({
      timestamp: at(id),
      type,
      id,
      previousEventId: id - 1,
      stateExitedEventDetails: { name, output: '{}' }, // prettier-ignore
    });
    const events = [
      { timestamp: at(1), type: 'ExecutionStarted', id: 1, previousEventId: 0, executionStartedEventDetails: { input: '{}' } }, // prettier-ignore
      entered(2, 'PassStateEntered', 'Somewhere'),
      exited(3, 'PassStateExited', 'Somewhere'),
      entered(4, 'SucceedStateEntered', 'Else'),
      exited(5, 'SucceedStateExited', 'Else'),
      { timestamp: at(6), type: 'ExecutionSucceeded', id: 6, previousEventId: 5, executionSucceededEventDetails: { output: '{}' } }, // prettier-ignore
    ];
    const file = workspaceFile('from-aws.json');
    writeFileSync(file.fsPath, JSON.stringify({ events }));
    await vscode.commands.executeCommand('stepwise.openHistory', file);
    await webviewShows('[data-state-path="Else"][data-status="succeeded"]');
    assert.deepEqual(await statuses(), ['Somewhere succeeded', 'Else succeeded']);
    await tell('waitForText', { selector: ROW, text: path.basename(file.fsPath, '.json') });
    await tell('screenshot', { name: 'history-from-aws' });
  });
});
