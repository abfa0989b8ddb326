/** Python handlers in a VS Code without any extension for Python. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { framesOf, goOn, recordDebugging, type Stop } from '../../harness/debugRecorder';
import { behind, notificationShows, openText, workspaceFile } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const HANDLER = 'order-fulfilment/src/reserve_item.py';
const LINE = 'shelf = SHELVES';
const EVENT = 'order-fulfilment/events/reserve-item/reserve.json';

describe('Python in a plain VS Code', () => {
  const debug = recordDebugging();

  before(() => assert.equal(vscode.extensions.getExtension('ms-python.debugpy'), undefined));

  /** As F9 does: it sets none where the editor knows no debugger of the language. */
  async function toggleBreakpoint(): Promise<number> {
    const editor = await openText(HANDLER);
    const { line } = behind(editor.document, LINE);
    editor.selection = new vscode.Selection(line, 0, line, 0);
    const changed = new Promise<void>((resolve) => {
      const listener = vscode.debug.onDidChangeBreakpoints(() => (listener.dispose(), resolve()));
    });
    await vscode.commands.executeCommand('editor.debug.action.toggleBreakpoint');
    await changed;
    return line + 1;
  }

  const launch = (more: object): Thenable<boolean> =>
    vscode.debug.startDebugging(undefined, {
      type: 'stepwise-handler',
      request: 'launch',
      name: 'plain',
      program: workspaceFile(HANDLER).fsPath,
      inputFile: workspaceFile(EVENT).fsPath,
      ...more,
    });

  async function standsAt(stop: Stop, line: number): Promise<void> {
    const frames = await framesOf(stop);
    assert.equal(stop.session.name, 'ReserveItemFunction');
    assert.deepEqual(
      frames.map((frame) => [path.basename(frame.source?.path ?? ''), frame.line]),
      [['reserve_item.py', line]],
    );
  }

  it('takes breakpoints', async () => {
    const line = await toggleBreakpoint();
    const [set] = vscode.debug.breakpoints as readonly vscode.SourceBreakpoint[];
    assert.equal(set!.location.range.start.line, line - 1);
  });

  // Where no Python has debugpy the runner says so; CI insists on it.
  if (!process.env.STEPWISE_E2E_PYTHON) return;

  it('stops where the project’s Python has debugpy, and says nothing', async () => {
    const line = await toggleBreakpoint();
    void launch({});
    const stop = await debug.nextStop();
    assert.equal(stop.session.type, 'stepwise-attached');
    await standsAt(stop, line);
    await tell('screenshot', { name: 'plain-python-stop' });
    await goOn(stop);
    await debug.ends();
    assert.doesNotMatch(debug.output(), /\bpip\b|install/);
    await handlersEnd();
  });

  it('that has no debugpy is one button away from it', async () => {
    const folder = workspaceFile('.bare-python').fsPath;
    await promisify(execFile)(process.env.STEPWISE_E2E_PYTHON!, ['-m', 'venv', '--without-pip', folder]);
    const python = ['bin/python', 'Scripts/python.exe'].map((file) => path.join(folder, file)).find(existsSync);
    const line = await toggleBreakpoint();
    void launch({ python });
    await debug.ends();
    assert.doesNotMatch(debug.output(), /\bpip\b|install/);
    debug.forget();
    await notificationShows('Python Debugger');
    await tell('screenshot', { name: 'plain-python-notification' });
    await tell('click', { selector: '.notification-list-item .monaco-button', text: 'Install and Debug Again' });
    const stop = await debug.nextStop();
    assert.equal(stop.session.type, 'debugpy');
    await standsAt(stop, line);
    await goOn(stop);
    await debug.ends();
    await handlersEnd();
  });
});
