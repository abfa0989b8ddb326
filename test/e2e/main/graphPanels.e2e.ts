import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { framesOf, goOn, recordDebugging } from '../../harness/debugRecorder';
import { behind, openText, webviewElements, webviewShows, workspaceFile } from '../../harness/editor';

/** The names on the tabs of graphs. */
function graphTabs(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap(({ input, label }) =>
    input instanceof vscode.TabInputWebview && input.viewType.endsWith('stepwise.graph') ? [label] : [],
  );
}

async function closeGraphs(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(tabs.filter(({ input }) => input instanceof vscode.TabInputWebview));
}

async function write(name: string, definition: object): Promise<vscode.Uri> {
  const uri = workspaceFile(`e2e/${name}.asl.json`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(definition, null, 2)));
  return uri;
}

describe('Graphs', () => {
  const debug = recordDebugging();
  before(closeGraphs);

  it('have a panel for each machine, and one for a run that should stay', async () => {
    const first = await write('one', { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } });
    const second = await write('two', { StartAt: 'Other', States: { Other: { Type: 'Succeed' } } });
    const configuration = { type: 'stepwise', request: 'launch', name: 'one', program: first.fsPath, input: {} };
    await vscode.debug.startDebugging(undefined, configuration, { noDebug: true });
    await webviewShows('[data-state-path="Only"][data-status="succeeded"]');
    await debug.ends();
    await vscode.commands.executeCommand('stepwise.showGraph', second.toString());
    await webviewShows('[data-state-path="Other"][data-status="none"]');
    assert.deepEqual(graphTabs(), ['one', 'two']);

    await vscode.commands.executeCommand('stepwise.showGraph', first.toString());
    await webviewShows('[data-state-path="Only"][data-status="succeeded"]');
    const [shown] = await webviewElements('.run-choice option[selected]', 'value');
    await vscode.commands.executeCommand('stepwise.showRunAlone', shown!['value']);
    await webviewShows('[data-state-path="Only"][data-status="succeeded"]');
    assert.deepEqual(graphTabs().sort(), ['one', 'one', 'two']);
    await tell('screenshot', { name: 'graph-panels' });
  });

  it('show what a handler starts in the state that called it', async () => {
    const handler = `exports.handler = async () => {
      const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:Beside';
      const headers = { 'X-Amz-Target': 'AWSStepFunctions.StartExecution' };
      await fetch(process.env.AWS_ENDPOINT_URL_SFN, { method: 'POST', headers, body: JSON.stringify({ stateMachineArn }) });
    };`;
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Tell: { Type: AWS::Serverless::Function, Properties: { Handler: tell.handler, Runtime: nodejs22.x } }
  Beside: { Type: AWS::Serverless::StateMachine, Properties: { Name: Beside, DefinitionUri: beside.asl.json } }
`;
    for (const [name, text] of Object.entries({ 'tell.js': handler, 'template.yaml': template })) {
      await vscode.workspace.fs.writeFile(workspaceFile(`e2e/told/${name}`), Buffer.from(text));
    }
    await write('told/beside', { StartAt: 'Inside', States: { Inside: { Type: 'Pass', End: true } } });
    const call = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'Tell' } };
    const uri = await write('told/around', { StartAt: 'Call', States: { Call: { ...call, End: true } } });
    const configuration = { type: 'stepwise', request: 'launch', name: 'told', program: uri.fsPath, input: {} };
    await vscode.debug.startDebugging(undefined, configuration, { noDebug: true });
    await webviewShows('[data-state-path="Call"][data-status="succeeded"]');
    await debug.ends();
    await tell('webviewClick', { selector: '[data-state-path="Call"]' });
    await webviewShows('.nested-runs:not([hidden]) button');
    await tell('webviewClick', { selector: '.nested-runs button' });
    await webviewShows('[data-state-path="Inside"][data-status="succeeded"]');
  });

  it('show the iteration in which the debugger stands, and the status bar tells where', async () => {
    const uri = await write('each', {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } },
          End: true,
        },
      },
    });
    const { document } = await openText('e2e/each.asl.json');
    const at = new vscode.Location(uri, behind(document, '"Pack": {'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at, true, undefined, '3')]);
    const configuration = { type: 'stepwise', request: 'launch', name: 'each', program: uri.fsPath };
    await vscode.debug.startDebugging(undefined, { ...configuration, input: ['a', 'b', 'c', 'd'] });
    const stop = await debug.nextStop();
    const [frame] = await framesOf(stop);
    assert.match(frame!.name, /Pack/);
    await webviewShows('[data-state-path="Each/Pack"][data-stopped]');
    const [pill] = await webviewElements('[data-state-path="Each"] .pill.items text');
    assert.equal(pill!.text, '#2 ▾');
    await tell('waitForText', { selector: '.statusbar-item', text: 'each · stopped at Pack' });
    await closeGraphs();
    await tell('click', { selector: '.statusbar-item', text: 'each · stopped at Pack' });
    await webviewShows('[data-state-path="Each/Pack"][data-stopped]');
    await tell('screenshot', { name: 'graph-iteration' });
    await goOn(stop);
    await debug.ends();
    await tell('waitUntilGone', { selector: '.statusbar-item', text: 'stopped at Pack' });
  });
});
