import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { DebugRecorder } from '../../harness/debugRecorder';
import { notificationShows, workspaceFile } from '../../harness/editor';

describe('A debugger that dies', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  after(() => debug.dispose());

  it('ends its run, and the editor says so', async function () {
    if (process.platform === 'win32') this.skip();
    const extension = vscode.extensions.all.find(
      ({ packageJSON }) => (packageJSON as { name?: string }).name === 'stepwise',
    );
    const adapter = `${path.join(extension?.extensionPath ?? '', 'dist', 'cli.js')} dap`;
    await vscode.debug.startDebugging(
      undefined,
      {
        type: 'stepwise',
        request: 'launch',
        name: 'endless',
        program: workspaceFile('e2e/endless/endless.asl.json').fsPath,
        inputText: '{}',
        machineType: 'EXPRESS',
        // AWS refuses a machine that never ends.
        runAnyway: true,
      },
      { noDebug: true },
    );
    await debug.outputHolding('Again');
    const list = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
    const pids = list.split('\n').filter((line) => line.includes(adapter));
    assert.equal(pids.length, 1, list);
    process.kill(Number.parseInt(pids[0] ?? '', 10), 'SIGKILL');
    await debug.ends();
    await notificationShows('ended unexpectedly');
  });
});
