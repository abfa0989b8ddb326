/** A folder's own files let nothing out; what the person has allowed for the folder does. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { goToQuestion, notificationShows, openText, replaceText, workspaceFile, pick } from '../../harness/editor';

const CONSENTS = path.join(os.homedir(), '.stepwise', 'consents.json');
const DEFINITION = 'e2e/consent/charge.asl.json';

/** What the person has allowed the folder of the definition before. */
function allow(...permissions: object[]): void {
  const folder = workspaceFile('e2e/consent').fsPath;
  mkdirSync(path.dirname(CONSENTS), { recursive: true });
  writeFileSync(CONSENTS, JSON.stringify({ version: 1, folders: { [folder]: permissions } }), { mode: 0o600 });
}

// A dialog cannot be answered under test, and one that is refused is no consent.
describe('What may leave this machine', () => {
  const debug = new DebugRecorder();
  let connections = 0;
  // It speaks no TLS: that somebody called is all there is to know.
  const server = createServer((_request, response) => response.end());
  server.on('connection', () => connections++);
  /** This machine for whoever connects, but not by its name: no name is looked up to decide. */
  let origin = '';
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    origin = `https://0.0.0.0:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    debug.forget();
    connections = 0;
  });
  const set = (name: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('stepwise.aws').update(name, value, vscode.ConfigurationTarget.Workspace);
  afterEach(async () => {
    rmSync(CONSENTS, { force: true });
    for (const name of ['target', 'endpointUrl']) await set(name, undefined);
  });
  after(() => {
    server.close();
    debug.dispose();
  });

  const launch = (more: object = {}): Thenable<boolean> =>
    vscode.debug.startDebugging(
      undefined,
      {
        type: 'stepwise',
        request: 'launch',
        name: 'consent',
        program: workspaceFile(DEFINITION).fsPath,
        input: { url: `${origin}/charges` },
        ...more,
      },
      { noDebug: true },
    );
  /** Declined, the task is answered by hand; which is declined as well. */
  const answersByHand = async (): Promise<void> => {
    await goToQuestion('Charge');
    await pick('Do not answer');
  };

  it('no request of an HTTP Task, whatever the launch configuration says', async () => {
    await launch({ allowHttp: true });
    await answersByHand();
    await debug.ends();
    assert.match(debug.output(), /"allowHttp" in the launch configuration no longer has an effect/);
    assert.match(debug.output(), / failed after /);
    assert.equal(connections, 0);
  });

  it('a request to a host that was allowed before, also when the definition has changed elsewhere', async () => {
    allow({ kind: 'http', origin, writes: true });
    const editor = await openText(DEFINITION);
    const mend = await replaceText(editor, 'Its host comes with the input', 'Changed by a pull');
    await editor.document.save();
    await launch();
    await debug.ends();
    assert.match(debug.output(), /States\.Http\.Socket/);
    assert.equal(connections, 1);
    await mend();
    await editor.document.save();
  });

  it('no request to another host than that', async () => {
    allow({ kind: 'http', origin: 'https://api.example.com', writes: true });
    await launch();
    await answersByHand();
    await debug.ends();
    assert.equal(connections, 0);
  });

  it('calls to an endpoint elsewhere that the settings of the workspace name, where that is allowed alone', async () => {
    await set('target', 'endpoint');
    await set('endpointUrl', origin);
    allow({ kind: 'endpoint', origin }, { kind: 'http', origin, writes: true });
    await launch();
    await debug.ends();
    assert.equal(connections, 1);

    debug.forget();
    allow({ kind: 'http', origin, writes: true });
    const started = await launch().then(
      (answer) => answer,
      () => false,
    );
    assert.equal(started, false);
    assert.equal(debug.output(), '');
    assert.equal(connections, 1);
  });

  it('is shown, and withdrawn', async () => {
    allow({ kind: 'http', origin, writes: true });
    void vscode.commands.executeCommand('stepwise.reviewConsents');
    const words = `${new URL(origin).host}: requests with any method`;
    await tell('waitForText', { selector: '.quick-input-widget .monaco-list-row', text: words });
    await tell('screenshot', { name: 'review-consents' });
    await tell('click', { selector: '.quick-input-widget .monaco-list-row', text: words });
    await tell('press', { key: 'Enter' });
    await notificationShows('Withdrawn');
    await launch();
    await answersByHand();
    await debug.ends();
    assert.equal(connections, 0);
  });
});
