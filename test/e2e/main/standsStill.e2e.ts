import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { HistoryEvent } from '../../../core/interpreter/historyEvent';
import { recordDebugging, framesOf, goOn } from '../../harness/debugRecorder';
import { behind, openText, workspaceFile } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

/** Milliseconds that a person looks at a handler that may take two seconds, beside a wait of three. */
const LOOKS = 6000;

describe('The time of a run', () => {
  const debug = recordDebugging();

  async function historyOf(file: string): Promise<readonly HistoryEvent[]> {
    return (JSON.parse(await readFile(file, 'utf8')) as { readonly events: readonly HistoryEvent[] }).events;
  }

  function start(machine: string): { readonly history: string } {
    const history = workspaceFile(`e2e/stands-still/${machine}-history.json`).fsPath;
    const program = workspaceFile(`e2e/stands-still/${machine}.asl.json`).fsPath;
    void vscode.debug.startDebugging(undefined, {
      type: 'stepwise',
      request: 'launch',
      name: machine,
      input: {},
      program,
      history,
    });
    return { history };
  }

  /** From the beginning of the run to the first event of that type. */
  function momentOf(events: readonly HistoryEvent[], type: string): number {
    const found = events.find((event) => event.type === type);
    assert.ok(found, events.map((event) => event.type).join(' '));
    return Date.parse(found.timestamp) - Date.parse(events[0]!.timestamp);
  }

  it('stands while a handler is looked at: nothing times out, a wait keeps its rest, the deadline moves', async () => {
    const { document } = await openText('e2e/stands-still/remaining.js');
    const place = new vscode.Location(document.uri, behind(document, 'const after'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(place)]);
    const { history } = start('patient');
    const stop = await debug.nextStop();
    assert.equal((await framesOf(stop))[0]!.line, place.range.start.line + 1);
    const began = Date.now();
    await new Promise((resolve) => setTimeout(resolve, LOOKS));
    const looked = Date.now() - began;
    await goOn(stop);
    await debug.ends();
    const events = await historyOf(history);
    const said = events.find(({ type }) => type === 'LambdaFunctionSucceeded')?.lambdaFunctionSucceededEventDetails;
    const { before, after } = JSON.parse(said?.output ?? '{}') as { readonly before: number; readonly after: number };
    // Each of these is off by the whole of what was looked at where time does not stand.
    assert.ok(after > 0 && before - after < looked / 2, `${before} before, ${after} after`);
    const waited = momentOf(events, 'WaitStateExited');
    assert.ok(waited >= 3000 && waited < 3000 + looked / 2, `waited ${waited}`);
    assert.equal(events.at(-1)!.type, 'ExecutionSucceeded');
    await handlersEnd();
  });

  it('passes while nobody looks: a task that takes too long fails under the debugger as without one', async () => {
    await openText('e2e/stands-still/slow.asl.json');
    const { history } = start('slow');
    const stop = await debug.nextStop();
    assert.equal(stop.reason, 'exception');
    await goOn(stop);
    await debug.ends();
    const events = await historyOf(history);
    assert.equal(events.at(-1)!.type, 'ExecutionFailed');
    const failed = momentOf(events, 'LambdaFunctionTimedOut');
    assert.ok(failed >= 1000 && failed < 2000, `failed after ${failed}`);
    await handlersEnd();
  });
});
