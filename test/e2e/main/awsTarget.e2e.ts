import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { DebugRecorder } from '../../harness/debugRecorder';
import { openText, pick, workspaceFile } from '../../harness/editor';

const SETTINGS = ['target', 'endpointUrl', 'serviceEndpointUrls', 'profile'];
const set = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('stepwise.aws').update(name, value, vscode.ConfigurationTarget.Workspace);

describe('The AWS target', () => {
  const debug = new DebugRecorder();
  const asked: string[] = [];
  const endpoint = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('an answer of the endpoint');
  });
  let url = '';
  before(async () => {
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    debug.forget();
    asked.length = 0;
  });
  afterEach(async () => {
    for (const name of SETTINGS) await set(name, undefined);
  });
  after(() => {
    endpoint.close();
    debug.dispose();
  });

  const run = async (file: string): Promise<string> => {
    await openText(`e2e/call-endpoint/${file}`);
    void vscode.commands.executeCommand('stepwise.runHandler');
    await pick('nothing.json');
    await debug.ends();
    return debug.output();
  };
  const bar = (text: string): Promise<void> =>
    tell('waitForText', { selector: '.statusbar-item', text: `AWS: ${text}` });

  for (const [file, requests] of [
    ['node.js', ['/node?key=STEPWISEDUMMYKEY', '/node-sqs']],
    ['python.py', ['/python']],
  ] as const) {
    it(`endpoint: a call of ${file} reaches it, without the editor's keys`, async () => {
      await set('target', 'endpoint');
      await set('endpointUrl', url);
      await bar(new URL(url).host);
      assert.match(await run(file), /an answer of the endpoint/);
      assert.deepEqual(asked, requests);
    });
  }

  it('endpoint of one service: the others are refused', async () => {
    await set('target', 'endpoint');
    await set('serviceEndpointUrls', { sqs: url });
    assert.match(await run('node.js'), /is not sent to AWS[^]*an answer of the endpoint/);
    assert.deepEqual(asked, ['/node-sqs']);
  });

  // A dialog cannot be answered under test, and one that is refused is no consent.
  for (const [where, launch] of [
    ['the settings', {}],
    ['a launch configuration', { awsTarget: { kind: 'aws', region: 'eu-west-1' } }],
  ] as const) {
    it(`aws, chosen by ${where}: nothing runs before the person agrees`, async () => {
      if (where === 'the settings') await set('target', 'aws');
      const started = await vscode.debug
        .startDebugging(undefined, {
          type: 'stepwise',
          request: 'launch',
          name: 'aws',
          target: 'function',
          program: workspaceFile('e2e/call-endpoint/node.js').fsPath,
          inputText: '{}',
          ...launch,
        })
        .then(
          (answer) => answer,
          () => false,
        );
      assert.equal(started, false);
      assert.equal(debug.output(), '');
      await bar(where === 'the settings' ? 'default / us-east-1' : 'mock');
    });
  }

  it('what is no target is refused with a sentence, and calls nothing', async () => {
    const started = await vscode.debug
      .startDebugging(undefined, {
        type: 'stepwise',
        request: 'launch',
        name: 'nonsense',
        target: 'function',
        program: workspaceFile('e2e/call-endpoint/node.js').fsPath,
        inputText: '{}',
        awsTarget: { kind: 'endpoint', url: 'ftp://elsewhere' },
      })
      .then(
        (answer) => answer,
        () => false,
      );
    assert.equal(started, false);
    assert.equal(debug.output(), '');
  });
});
