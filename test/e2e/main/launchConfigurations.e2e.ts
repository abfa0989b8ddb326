/** Every way to debug a handler by what is known already: with a configuration, ours or the AWS Toolkit's, and once more on one key. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { framesOf, goOn, recordDebugging, type Stop } from '../../harness/debugRecorder';
import { behind, diagnosticsOf, openText, pick, workspaceFile } from '../../harness/editor';
import { handlersEnd } from '../../harness/processes';

const HANDLER = 'e2e/lost-parcels/src/handlers/trace.js';
const LAUNCH = '.vscode/launch.json';
const TOOLKITS = {
  type: 'aws-sam',
  request: 'direct-invoke',
  name: 'Trace of the Toolkit',
  invokeTarget: { target: 'code', projectRoot: 'e2e/lost-parcels', lambdaHandler: 'src/handlers/trace.trace' },
  lambda: {
    runtime: 'nodejs22.x',
    payload: { path: 'e2e/lost-parcels/events/two-scans.json' },
    environmentVariables: { MODE: 'of the configuration' },
  },
};

describe('Launch configurations', () => {
  const debug = recordDebugging();
  const folder = (): vscode.WorkspaceFolder => vscode.workspace.workspaceFolders![0]!;

  async function breakpoint(): Promise<number> {
    const { document } = await openText(HANDLER);
    const place = behind(document, 'const where');
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(document.uri, place))]);
    return place.line + 1;
  }

  /** Stops in the handler, and nothing of ours is in its stack. */
  async function stopsAt(line: number): Promise<Stop> {
    const stop = await debug.nextStop();
    const frames = await framesOf(stop);
    assert.equal(frames[0]!.line, line);
    const own = frames.filter(({ source, name }) => /node\.cjs|stepwise[\\/]dist/.test(`${source?.path} ${name}`));
    assert.deepEqual(own, []);
    return stop;
  }

  async function endsWith(stop: Stop, output: RegExp): Promise<void> {
    await goOn(stop);
    await debug.ends();
    assert.match(debug.output(), output);
    await handlersEnd();
  }

  it('find the events of a project without a template, and debug again with the last one on one key', async () => {
    const line = await breakpoint();
    void vscode.commands.executeCommand('stepwise.debugHandler');
    await pick('two-scans.json');
    await endsWith(await stopsAt(line), /Arnhem/);
    debug.forget();
    await openText(HANDLER);
    // Debuggers below the session may still be ending: then the key is VS Code's own Restart.
    await tell('press', { key: 'Control+Shift+F5' });
    await endsWith(await stopsAt(line), /Arnhem/);
  });

  it('of the AWS Toolkit are read as they stand, where the Toolkit is missing', async () => {
    const line = await breakpoint();
    assert.ok(await vscode.debug.startDebugging(folder(), TOOLKITS));
    await endsWith(await stopsAt(line), /"mode": "of the configuration"/);
  });

  it('of ours, and those of the Toolkit, are completed and right in launch.json', async () => {
    const ours = { type: 'stepwise-handler', request: 'launch', name: 'Trace', program: workspaceFile(HANDLER).fsPath };
    const written = JSON.stringify({ version: '0.2.0', configurations: [{ ...ours, stopOnEntry: 'x' }] }, null, 2);
    await vscode.workspace.fs.writeFile(workspaceFile(LAUNCH), Buffer.from(written));
    try {
      const { document } = await openText(LAUNCH);
      // The type is known here a moment after the file is in front.
      const isRight = (list: vscode.Diagnostic[]): boolean =>
        list.length === 1 && list[0]!.message === 'Incorrect type. Expected "boolean".';
      await diagnosticsOf(document.uri, isRight);
      const at = behind(document, '"Trace",');
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      for (const key of ['inputFile', 'lambda', 'function']) assert.ok(labels.includes(key), labels.join(' '));
      const inList = behind(document, '"configurations": [');
      const snippets = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        inList,
      );
      const names = snippets.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(names.includes('Stepwise: Debug a Lambda Handler'), names.join(' | '));
    } finally {
      await vscode.workspace.fs.delete(workspaceFile('.vscode'), { recursive: true });
    }
  });

  it('stop on the first line of a handler, and say so', async () => {
    const { document } = await openText(HANDLER);
    await vscode.debug.startDebugging(folder(), {
      type: 'stepwise-handler',
      request: 'launch',
      name: 'entry',
      program: document.uri.fsPath,
      input: { scans: ['Gent'] },
      stopOnEntry: true,
    });
    const stop = await stopsAt(behind(document, 'const where').line + 1);
    assert.equal(stop.reason, 'entry');
    assert.equal(stop.description, 'Stopped at the first line of trace');
    await tell('screenshot', { name: 'handler-entry' });
    await endsWith(stop, /Gent/);
  });
});
