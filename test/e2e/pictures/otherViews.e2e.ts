/** Pictures of what stands around the graph: the side bar, documents that ask, a run under way, names as people give them. */
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { recordDebugging } from '../../harness/debugRecorder';
import {
  behind,
  goToQuestion,
  notificationShows,
  openText,
  pick,
  webviewShows,
  workspaceFile,
} from '../../harness/editor';
import { pictures, TIME } from './inThemes';

const ROW = '[id="workbench.view.extension.stepwise"] .monaco-list-row';

async function write(name: string, content: object | string): Promise<vscode.Uri> {
  const uri = workspaceFile(`e2e/${name}`);
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

function run(program: vscode.Uri, more: object = {}): Thenable<boolean> {
  const configuration = { type: 'stepwise', request: 'launch', name: 'picture', program: program.fsPath, input: {} };
  return vscode.debug.startDebugging(undefined, { ...configuration, ...more }, { noDebug: true });
}

describe('Pictures of what stands around the graph', function () {
  this.timeout(TIME);
  const debug = recordDebugging();
  before(() => vscode.commands.executeCommand('workbench.action.closeAuxiliaryBar'));

  it('of a side bar without runs, with a project', async () => {
    await openText('refund-approval/refund-approval.asl.json');
    await vscode.commands.executeCommand('stepwise.project.focus');
    await tell('waitForText', { selector: ROW, text: 'Machines' });
    await tell('click', { selector: ROW, text: 'Machines' });
    await tell('waitForText', { selector: ROW, text: 'Functions' });
    await pictures('side-bar');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('of names as people give them', async () => {
    // 80 characters, as many as AWS takes.
    const long = 'Take the parcel that the neighbour has back to the depot before the shop shuts!!';
    const inside = (name: string): object => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
    const rule = { Variable: '$.kind', StringEquals: '<b>"bold"</b> & \'quoted\'', Next: 'قم بوزن الطرد ثم اختمه' };
    const States = {
      'Weigh "it" & <b>seal</b> it': { Type: 'Choice', Choices: [rule], Default: long },
      'قم بوزن الطرد ثم اختمه': { Type: 'Pass', Next: '📦🚚 包裹送到了 👩‍👩‍👧‍👦' },
      [long]: { Type: 'Wait', Seconds: 0, Next: '📦🚚 包裹送到了 👩‍👩‍👧‍👦' },
      '📦🚚 包裹送到了 👩‍👩‍👧‍👦': { Type: 'Map', ItemsPath: '$.items', ItemProcessor: { StartAt: 'Both/of ~them', States: { 'Both/of ~them': { Type: 'Parallel', Branches: [inside(`Left: ${long.slice(6)}`), inside('<img src=x onerror=alert(1)>')], End: true } } }, Next: 'Done' }, // prettier-ignore
      Done: { Type: 'Succeed' },
    };
    const uri = await write('names.asl.json', { StartAt: 'Weigh "it" & <b>seal</b> it', States });
    await openText('e2e/names.asl.json');
    await run(uri, { input: { kind: 'x', items: [1, 2] } });
    await debug.ends();
    await webviewShows('[data-state-path="Done"][data-status="succeeded"]');
    await tell('webviewClick', { selector: `[data-state-path="${long}"] .name` });
    await pictures('names');
  });

  it('of a run under way', async () => {
    const wait = (name: string, Seconds: number, more: object): object => ({ StartAt: name, States: { [name]: { Type: 'Wait', Seconds, End: true }, ...more } }); // prettier-ignore
    const ItemProcessor = wait('Let it rest', 600, {});
    const each = { Each: { Type: 'Map', ItemProcessor, ItemsPath: '$.items', End: true } };
    const Branches = [wait('Short', 0, {}), { StartAt: 'Each', States: each }];
    const States = { First: { Type: 'Pass', Next: 'Both' }, Both: { Type: 'Parallel', Branches, Next: 'Last' }, Last: { Type: 'Pass', End: true } }; // prettier-ignore
    const uri = await write('under-way.asl.json', { StartAt: 'First', States });
    await openText('e2e/under-way.asl.json');
    await run(uri, { input: { items: [1, 2, 3] } });
    await webviewShows('[data-state-path="Both/1/Each/Let it rest"][data-status="waiting"]');
    await vscode.commands.executeCommand('stepwise.runs.focus');
    await tell('webviewClick', { selector: '[data-state-path="Both/1/Each"] .name' });
    await pictures('under-way');
    await vscode.debug.stopDebugging();
    await debug.ends();
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('of the calls of a handler', async () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Store: { Type: AWS::Serverless::Function, Properties: { Handler: store.handler, Runtime: nodejs22.x } }
`;
    const handler = `exports.handler = async () => {
  const call = (action, body) => fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: { 'X-Amz-Target': \`DynamoDB_20120810.\${action}\` }, body: JSON.stringify(body) });
  await call('PutItem', { TableName: 'Parcels', Item: { id: { S: '7' }, kilos: { N: '2' } } });
  return (await call('GetItem', { TableName: 'Parcels', Key: { id: { S: '7' } } })).json();
};
`;
    await write('store/template.yaml', template);
    await write('store/store.js', handler);
    const calls = { 'dynamodb:PutItem': { return: {} }, 'dynamodb:GetItem': { return: { Item: { id: { S: '7' } } } } };
    await write('store/.vscode/stepwise.json', { calls });
    const States = { Keep: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'Store' }, End: true } }; // prettier-ignore
    const uri = await write('store/keep.asl.json', { StartAt: 'Keep', States });
    await openText('e2e/store/keep.asl.json');
    await run(uri);
    await debug.ends();
    await tell('webviewClick', { selector: '[data-state-path="Keep"] .name' });
    await webviewShows('[data-tab="calls"]');
    await tell('webviewClick', { selector: '[data-tab="calls"]' });
    await pictures('calls');
  });

  it('of an answer that is asked for', async () => {
    await openText('refund-approval/refund-approval.asl.json');
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('large-refund.json');
    await goToQuestion('Ask the manager');
    await tell('waitForText', { selector: '.quick-input-widget .monaco-list-row', text: 'Succeed…' });
    await tell('screenshot', { name: 'answers' });
    await pick('Succeed…');
    await tell('waitForText', { selector: '.codelens-decoration', text: 'Answer' }).catch(() => undefined);
    await pictures('answer');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.debug.stopDebugging();
    await debug.ends();
  });

  it('of the answer of a tested state', async () => {
    const { document } = await openText('order-fulfilment/order-fulfilment.asl.json');
    const { line } = behind(document, '"Validate order": {');
    await openText('order-fulfilment/order-fulfilment.asl.json', line);
    void vscode.commands.executeCommand('stepwise.testState');
    await pick('order.json');
    await tell('waitForText', { selector: '.tab', text: 'Test of' });
    await pictures('test-state');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('of values that are asked for', async () => {
    const definition = { StartAt: 'Big?', States: { 'Big?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: '${Limit}', Next: 'Yes' }], Default: 'No' }, Yes: { Type: 'Pass', Result: '${Region}', End: true }, No: { Type: 'Pass', End: true } } }; // prettier-ignore
    const text = JSON.stringify(definition).replace('"${Limit}"', '${Limit}');
    await write(
      'unset/template.yaml',
      `Transform: AWS::Serverless-2016-10-31
Parameters:
  LargestParcel: { Type: Number }
  Where: { Type: String }
Resources:
  Sizes:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: sizes.asl.json, DefinitionSubstitutions: { Limit: !Ref LargestParcel, Region: !Ref Where } }
`,
    );
    const uri = await write('unset/sizes.asl.json', text);
    await openText('e2e/unset/sizes.asl.json');
    await run(uri, { input: { n: 3 } });
    await notificationShows('only a deployment knows');
    await pictures('values-needed');
    await tell('click', { selector: '.notification-list-item .monaco-button', text: 'Fill In…' });
    await tell('waitForText', { selector: '.codelens-decoration', text: 'Save to' });
    await pictures('values');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
