/** Pictures of the views of runs: `node test/e2e/run.mjs --suite pictures`, then `.cache/e2e/artifacts/newest-pictures`. */
import * as vscode from 'vscode';
import { ordinary } from '../../../bench/views/machines';
import { tell } from '../../harness/control';
import { recordDebugging } from '../../harness/debugRecorder';
import { behind, openText, webviewShows, workspaceFile } from '../../harness/editor';
import { pictures, TIME } from './inThemes';

async function write(name: string, definition: object): Promise<vscode.Uri> {
  const uri = workspaceFile(`e2e/${name}`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(definition, null, 2)));
  return uri;
}

function run(program: vscode.Uri, input: unknown, noDebug = true): Thenable<boolean> {
  const configuration = { type: 'stepwise', request: 'launch', name: 'picture', program: program.fsPath, input };
  return vscode.debug.startDebugging(undefined, configuration, { noDebug });
}

const show = (uri: vscode.Uri): Thenable<void> => vscode.commands.executeCommand('stepwise.showGraph', uri.toString());

describe('Pictures', function () {
  this.timeout(TIME);
  const debug = recordDebugging();
  before(() => vscode.commands.executeCommand('workbench.action.closeAuxiliaryBar'));

  it('of a failure and what is said of it', async () => {
    const rule = { Variable: '$.count', NumericGreaterThan: 5, Next: 'Big' };
    const States = { Decide: { Type: 'Choice', Choices: [rule] }, Big: { Type: 'Succeed' } };
    const program = await write('explained.asl.json', { StartAt: 'Decide', States });
    await openText('e2e/explained.asl.json');
    await run(program, { count: '7' });
    await debug.ends();
    await show(program);
    await webviewShows('[data-state-path="Decide"][data-status="failed"]');
    await tell('webviewClick', { selector: '[data-state-path="Decide"]' });
    await webviewShows('.attempt .why');
    await pictures('explained');
  });

  it('of a failure with its attempts, and of the list of runs', async () => {
    const { document } = await openText('e2e/nested/ship.asl.json');
    await run(document.uri, {});
    await debug.ends();
    await webviewShows('[data-state-path="Tell the sender"][data-status="succeeded"]');
    await vscode.commands.executeCommand('stepwise.runs.focus');
    await tell('webviewClick', { selector: '[data-state-path="Send parcel"]' });
    await webviewShows('.errors:not([hidden]) .attempt + .attempt');
    await pictures('attempts');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('of an iteration in which the debugger stands', async () => {
    const pack = { Type: 'Pass', End: true };
    const each = { Type: 'Map', ItemProcessor: { StartAt: 'Pack', States: { Pack: pack } }, End: true };
    const uri = await write('each.asl.json', { StartAt: 'Each', States: { Each: each } });
    const { document } = await openText('e2e/each.asl.json');
    const at = new vscode.Location(uri, behind(document, '"Pack": {'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at, true, undefined, '3')]);
    await run(uri, ['a', 'b', 'c', 'd'], false);
    const stop = await debug.nextStop();
    await webviewShows('[data-state-path="Each/Pack"][data-stopped]');
    await pictures('iteration');
    await vscode.debug.stopDebugging(stop.session);
    await debug.ends();
  });

  it('of the call stack of a run that stands in a handler', async () => {
    const handler = workspaceFile('e2e/parcels/weigh.js');
    const code = 'exports.handler = async (event) => {\n  const grams = event.kilos * 1000;\n  return { grams };\n};\n';
    await vscode.workspace.fs.writeFile(handler, Buffer.from(code));
    const call = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:weigh', End: true };
    const uri = await write('parcels/parcels.asl.json', { StartAt: 'Weigh parcel', States: { 'Weigh parcel': call } });
    const { document } = await openText('e2e/parcels/weigh.js');
    const at = new vscode.Location(handler, behind(document, 'const grams'));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(at)]);
    await run(uri, { kilos: 2 }, false);
    await debug.nextStop();
    await vscode.commands.executeCommand('workbench.debug.action.focusCallStackView');
    await tell('waitForText', { selector: '.debug-call-stack .monaco-list-row', text: 'handler' });
    await pictures('call-stack');
    await vscode.debug.stopDebugging();
    await debug.ends();
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('of a question', async () => {
    const wait = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', Parameters: { QueueUrl: 'https://q', MessageBody: {} }, End: true }; // prettier-ignore
    const uri = await write('approval.asl.json', { StartAt: 'Approve', States: { Approve: wait } });
    await openText('e2e/approval.asl.json');
    await vscode.debug.startDebugging(undefined, { type: 'stepwise', request: 'launch', name: 'p', program: uri.fsPath, input: {}, mocks: {} }, { noDebug: true }); // prettier-ignore
    await webviewShows('.questions:not([hidden]) .question');
    await pictures('question');
    await vscode.debug.stopDebugging();
  });

  it('of answers that are inferred', async () => {
    const call = (Next: string): object => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'Price' }, ResultPath: '$.price', Next }); // prettier-ignore
    const Which = { Type: 'Choice', Choices: [{ Variable: '$.price.Payload.total', NumericGreaterThan: 10, Next: 'Ask' }], Default: 'Done' }; // prettier-ignore
    const States = { Price: call('Which'), Which, Ask: call('Done'), Done: { Type: 'Succeed' } };
    const uri = await write('inferred.asl.json', { StartAt: 'Price', States });
    await openText('e2e/inferred.asl.json');
    const launch = { type: 'stepwise', request: 'launch', name: 'p', program: uri.fsPath, input: {}, mocks: 'auto' };
    await vscode.debug.startDebugging(undefined, launch, { noDebug: true });
    await debug.ends();
    await webviewShows('[data-state-path="Done"][data-status="succeeded"]');
    await pictures('inferred');
  });

  for (const states of [63, 325]) {
    it(`of ${states} states`, async () => {
      const uri = await write(`many-${states}.asl.json`, ordinary(states));
      await openText(`e2e/many-${states}.asl.json`);
      await show(uri);
      // The page of another graph goes away only now, and may have states of the same names.
      await webviewShows(`[aria-label="Graph of many-${states}"] [data-state-path="Step 0"]`);
      await tell('webviewClick', { selector: '[title="Show all (0)"]' });
      await pictures(`states-${states}`);
    });
  }

  it('of a Map that is closed, with its run', async () => {
    const within = (name: string): object => ({
      StartAt: `Pack ${name}`,
      States: {
        [`Pack ${name}`]: { Type: 'Pass', Next: `Label ${name}` },
        [`Label ${name}`]: { Type: 'Pass', End: true },
      },
    });
    const { States } = ordinary(40);
    const end = { ItemProcessor: within('parcel'), ItemsPath: '$.items', Next: 'Both' };
    const both = { Type: 'Parallel', Branches: [within('left'), within('right')], Next: 'Which' };
    const Which = { Type: 'Choice', Choices: [{ Variable: '$[0]', IsNull: true, Next: 'Step 0' }], Default: 'Done' };
    const first = { Each: { Type: 'Map', ...end }, Both: both, Which };
    const uri = await write('closed.asl.json', { StartAt: 'Each', States: { ...first, ...States } });
    await openText('e2e/closed.asl.json');
    await run(uri, { items: [1, 2, 3, 4, 5, 6, 7], kind: 1 });
    await debug.ends();
    await webviewShows('[data-state-path="Each"][data-status="succeeded"]');
    await pictures('closed');
  });

  it('of an opened history, and of what cannot be shown', async () => {
    const at = (id: number, type: string, details: object): object => ({
      timestamp: 1_760_000_000 + id,
      type,
      id,
      previousEventId: id - 1,
      ...details,
    });
    const mapRun = { mapRunArn: 'arn:aws:states:eu-west-1:1:mapRun:M/Each:1' };
    const each = { Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } }, End: true }; // prettier-ignore
    await write('spread.asl.json', { StartAt: 'Each of all', States: { 'Each of all': each } });
    const spread = await write('spread-from-aws.json', {
      events: [
        at(1, 'ExecutionStarted', { executionStartedEventDetails: { input: '[1,2]' } }),
        at(2, 'MapStateEntered', { stateEnteredEventDetails: { name: 'Each of all', input: '[1,2]' } }),
        at(3, 'MapStateStarted', { mapStateStartedEventDetails: { length: 2 } }),
        at(4, 'MapRunStarted', { mapRunStartedEventDetails: mapRun }),
        at(5, 'MapRunSucceeded', {}),
        at(6, 'MapStateSucceeded', {}),
        at(7, 'MapStateExited', { stateExitedEventDetails: { name: 'Each of all', output: '[1,2]' } }),
        at(8, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: '[1,2]' } }),
      ],
    });
    await vscode.commands.executeCommand('stepwise.openHistory', spread);
    await webviewShows('[data-state-path="Each of all"][data-status="succeeded"]');
    await tell('webviewClick', { selector: '[data-state-path="Each of all"] .name' });
    await pictures('spread');
    const events = [
      at(1, 'ExecutionStarted', { executionStartedEventDetails: { input: '{}' } }),
      at(2, 'PassStateEntered', { stateEnteredEventDetails: { name: 'Somewhere', input: '{}' } }),
      at(3, 'PassStateExited', { stateExitedEventDetails: { name: 'Somewhere', output: '{}' } }),
      at(4, 'ExecutionSucceeded', { executionSucceededEventDetails: { output: '{}' } }),
    ];
    const history = await write('from-aws.json', { events });
    await vscode.commands.executeCommand('stepwise.openHistory', history);
    await webviewShows('[data-state-path="Somewhere"][data-status="succeeded"]');
    await pictures('history');
    const nothing = await write('none.asl.json', { a: 1 });
    await openText('e2e/none.asl.json');
    await show(nothing);
    await webviewShows('.no-graph:not([hidden])');
    await pictures('no-graph');
  });
});
