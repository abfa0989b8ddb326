import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tell } from '../../harness/control';
import { behind, diagnosticsOf, eventually, openText, replaceText } from '../../harness/editor';

const MACHINE = 'order-fulfilment/order-fulfilment.asl.json';

describe('Author', () => {
  it('shows a diagnostic for a transition to nowhere, and takes it back when mended', async () => {
    const editor = await openText(MACHINE);
    const { uri } = editor.document;
    const mend = await replaceText(editor, '"Next": "Ship order"', '"Next": "Shp order"');
    const [problem] = await diagnosticsOf(uri, (list) => list.length > 0);
    assert.match(problem!.message, /There is no state "Shp order".*[Dd]id you mean "Ship order"\?/);
    assert.equal(problem!.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(editor.document.getText(problem!.range).replaceAll('"', ''), 'Shp order');
    await mend();
    await diagnosticsOf(uri, (list) => list.length === 0);
  });

  it('completes state names', async () => {
    const { document } = await openText(MACHINE);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      behind(document, '"Default": "'),
    );
    const labels = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.ok(labels.includes('Reserve items'), labels.join(', '));
    assert.ok(!labels.includes('Reserve item'), 'a state inside the Map is no target from outside');
  });

  it('writes a whole field while one types: quote, some letters, Enter', async () => {
    const editor = await openText(MACHINE);
    const end = behind(editor.document, 'from the shop to the courier",');
    editor.selection = new vscode.Selection(end, end);
    for (const text of ['\n', '"', 'T', 'i', 'm']) await vscode.commands.executeCommand('type', { text });
    await tell('waitForText', { selector: '.suggest-widget .monaco-list-row.focused', text: 'TimeoutSeconds' });
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    const written = /courier",\n {2}"TimeoutSeconds": \d+,\n {2}"StartAt"/;
    await eventually('the written field', vscode.workspace.onDidChangeTextDocument, () =>
      written.test(editor.document.getText().replaceAll('\r\n', '\n')),
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await diagnosticsOf(editor.document.uri, (list) => list.length === 0);
  });

  it('documents a field on hover', async () => {
    const { document } = await openText(MACHINE);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      behind(document, '"MaxConcurr'),
    );
    const text = hovers
      .flatMap((hover) => hover.contents.map((each) => (typeof each === 'string' ? each : each.value)))
      .join('\n');
    assert.match(text, /MaxConcurrency/);
    assert.match(text, /iterations|at (once|the same time)|parallel|concurren/i);
  });

  it('offers the states as symbols', async () => {
    const { document } = await openText(MACHINE);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names: string[] = [];
    const walk = (list: vscode.DocumentSymbol[]): void =>
      list.forEach((each) => (names.push(each.name), walk(each.children)));
    walk(symbols);
    assert.ok(names.includes('Reserve item') && names.includes('Ship order'), names.join(', '));
  });

  it('puts Run and Debug above the machine', async () => {
    const { document } = await openText(MACHINE);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    const titles = lenses.map((lens) => lens.command?.title ?? '');
    assert.ok(
      titles.some((title) => /Run/.test(title)) && titles.some((title) => /Debug/.test(title)),
      titles.join(', '),
    );
  });
});
