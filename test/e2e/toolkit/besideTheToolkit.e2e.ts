import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { eventually, notificationShows, pick, workspaceFile } from '../../harness/editor';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

function activeTabHolds(type: unknown): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof (type as new (...args: never[]) => unknown);
}

describe('Beside the AWS Toolkit', () => {
  before(() => {
    assert.ok(vscode.extensions.getExtension('amazonwebservices.aws-toolkit-vscode'), 'the look-alike is installed');
  });

  it('asks once who serves the language', async () => {
    await vscode.commands.executeCommand('vscode.open', workspaceFile(MACHINE));
    await eventually('the custom editor', vscode.window.tabGroups.onDidChangeTabs, () =>
      activeTabHolds(vscode.TabInputCustom),
    );
    await notificationShows('AWS Toolkit');
  });

  it('runs the machine of a tab that a custom editor holds, and opens it as text', async () => {
    void vscode.commands.executeCommand('stepwise.runWorkflow');
    await pick('order.json');
    await eventually('the definition as text', vscode.window.onDidChangeVisibleTextEditors, () =>
      vscode.window.visibleTextEditors.some((editor) => editor.document.fileName.endsWith('order-fulfilment.asl.json')),
    );
    await eventually(
      'the end of the run',
      vscode.debug.onDidTerminateDebugSession,
      () => !vscode.debug.activeDebugSession,
    );
  });

  it('takes the files over on "Stepwise"', async () => {
    await notificationShows('AWS Toolkit');
    await tell('click', { selector: '.notification-list-item .monaco-button', text: 'Stepwise' });
    await eventually('the associations', vscode.workspace.onDidChangeConfiguration, () => {
      const files = vscode.workspace.getConfiguration('files').get<Record<string, string>>('associations', {});
      const editors = vscode.workspace
        .getConfiguration('workbench')
        .get<Record<string, string>>('editorAssociations', {});
      return files['*.asl.json'] === 'stepwise-asl' && editors['*.asl.json'] === 'default';
    });
    const document = await vscode.workspace.openTextDocument(workspaceFile(MACHINE));
    await eventually('our language id', vscode.workspace.onDidOpenTextDocument, () =>
      vscode.workspace.textDocuments.some(
        (each) => each.uri.path === document.uri.path && each.languageId === 'stepwise-asl',
      ),
    );
  });

  it('keeps Run but withdraws hover and diagnostics on "AWS Toolkit"', async () => {
    await vscode.workspace
      .getConfiguration('stepwise')
      .update('languageProvider', 'awsToolkit', vscode.ConfigurationTarget.Global);
    await vscode.workspace
      .getConfiguration('files')
      .update('associations', undefined, vscode.ConfigurationTarget.Global);
    const document = await vscode.languages.setTextDocumentLanguage(
      await vscode.workspace.openTextDocument(workspaceFile(MACHINE)),
      'asl',
    );
    const position = new vscode.Position(2, 6);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const texts = hovers.flatMap((hover) =>
      hover.contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
    assert.deepEqual(texts, ['hover of the AWS Toolkit look-alike']);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      5,
    );
    assert.ok(lenses.some((lens) => /Run/.test(lens.command?.title ?? '')));
  });
});
