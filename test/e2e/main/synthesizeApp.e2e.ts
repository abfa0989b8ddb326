/** What only a running CDK app knows is known after the command, where the person has allowed the app to run. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { DebugRecorder } from '../../harness/debugRecorder';
import { notificationShows, workspaceFile } from '../../harness/editor';

const OURS = path.join(os.homedir(), '.stepwise');
const CONSENTS = path.join(OURS, 'consents.json');
const APP = workspaceFile('e2e/cdk-app');

describe('Synthesize CDK App', () => {
  const debug = new DebugRecorder();
  beforeEach(() => debug.forget());
  afterEach(() => {
    rmSync(CONSENTS, { force: true });
    rmSync(path.join(OURS, 'cdk'), { recursive: true, force: true });
  });
  after(() => debug.dispose());

  // A dialog cannot be answered under test, and one that is refused is no consent.
  it('runs nothing without consent', async () => {
    await vscode.commands.executeCommand('stepwise.synthesizeApp', APP);
    assert.equal(existsSync(path.join(OURS, 'cdk')), false);
  });

  it('runs the app, and its machine can be run', async () => {
    mkdirSync(OURS, { recursive: true });
    const folders = { [APP.fsPath]: [{ kind: 'synthesize', command: 'node app.js' }] };
    writeFileSync(CONSENTS, JSON.stringify({ version: 1, folders }), { mode: 0o600 });
    await vscode.commands.executeCommand('stepwise.synthesizeApp', APP);
    await notificationShows('makes is now known');
    const [kept] = readdirSync(path.join(OURS, 'cdk'));
    const program = path.join(OURS, 'cdk', kept!, 'Jobs.template.json');
    debug.forget();
    const launch = { type: 'stepwise', request: 'launch', name: 'cdk', program, input: {} };
    await vscode.debug.startDebugging(undefined, launch, { noDebug: true });
    await debug.ends();
    assert.match(debug.output(), /NightlyA1B2C3D4 succeeded/);
  });
});
