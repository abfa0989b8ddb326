import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Conversation } from './conversation';

const URI = 'file:///machines/order.asl.json';
const machine = (next: string): string =>
  `{\n  "StartAt": "Pack",\n  "States": {\n    "Pack": { "Type": "Pass", "Next": "${next}" },\n    "Ship": { "Type": "Succeed" }\n  }\n}\n`;

const SAMPLE = fileURLToPath(new URL('../../samples/order-fulfilment/', import.meta.url));
const sampleUri = (name: string): string => pathToFileURL(`${SAMPLE}${name}`).toString();

describe('language server', () => {
  it('reports a mistake, and takes it back when it is mended', async () => {
    const editor = await Conversation.start();
    await editor.open(URI, machine('Shp'));
    const [problem] = await editor.diagnostics(URI);
    expect(problem).toMatchObject({
      code: 'unknown-state',
      source: 'Stepwise',
      message: 'There is no state "Shp". Did you mean "Ship"? (MISSING_TRANSITION_TARGET)',
      range: { start: { line: 3, character: 38 }, end: { line: 3, character: 43 } },
    });
    await editor.change(URI, machine('Ship'));
    expect(await editor.diagnostics(URI)).toEqual([]);
  });

  it.each([
    ['json', 'file:///machines/order.asl.json', machine('Shp'), ['unknown-state']],
    ['yaml', 'file:///machines/order.asl.yaml', 'StartAt: A\nStates: {}\n', ['unknown-state', 'empty-states']],
    ['json', 'file:///machines/package.json', machine('Shp'), []],
  ])('takes a file that an editor calls %s by its name: %s', async (languageId, uri, text, codes) => {
    const editor = await Conversation.start();
    await editor.open(uri, text, languageId);
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual(codes);
  });

  it('tells the mistake that cuts a template off from its resources', async () => {
    const editor = await Conversation.start();
    const uri = 'file:///machines/template.yaml';
    const template = 'Resources:\n  F:\n    Type: AWS::Serverless::Function\n';
    await editor.open(uri, `a: "b\n${template}`, 'yaml');
    expect((await editor.diagnostics(uri)).map(({ message }) => message)).toEqual(['The closing quote is missing.']);
    await editor.change(uri, template);
    expect(await editor.diagnostics(uri)).toEqual([]);
  });

  it('publishes only the last of several quick edits', async () => {
    const editor = await Conversation.start();
    await editor.open(URI, machine('Ship'));
    await editor.diagnostics(URI);
    await editor.change(URI, machine('Sh'));
    await editor.change(URI, '{');
    const last = await editor.change(URI, machine('Ship'));
    expect(await editor.diagnostics(URI, last)).toEqual([]);
  });

  it('completes, with documentation on demand, and hovers', async () => {
    const editor = await Conversation.start();
    await editor.open(URI, machine('Ship'));
    const items = await editor.completion(URI, { line: 3, character: 39 });
    expect(items.map(({ label }) => label)).toEqual(['Ship', 'Pack']);
    const resolved = await editor.request<{ documentation: { value: string } }>('completionItem/resolve', items[0]!);
    expect(resolved.documentation.value).toContain('Succeed state');
    const hover = await editor.request<Hover>('textDocument/hover', {
      textDocument: { uri: URI },
      position: { line: 1, character: 5 },
    });
    expect(hover.contents).toMatchObject({ value: expect.stringContaining('begins with') as string });
  });

  it('fixes a misspelt transition', async () => {
    const editor = await Conversation.start();
    await editor.open(URI, machine('Shp'));
    const diagnostics = await editor.diagnostics(URI);
    const [action] = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: URI },
      range: diagnostics[0]!.range,
      context: { diagnostics },
    });
    expect(action).toMatchObject({ title: 'Change to "Ship"', isPreferred: true });
    expect(action?.edit?.changes?.[URI]?.[0]?.newText).toBe('"Ship"');
  });

  it('renames a state, and says why it will not', async () => {
    const editor = await Conversation.start();
    await editor.open(URI, machine('Ship'));
    const rename = (newName: string): Promise<WorkspaceEdit> =>
      editor.request('textDocument/rename', {
        textDocument: { uri: URI },
        position: { line: 4, character: 7 },
        newName,
      });
    expect((await rename('Send')).changes?.[URI]).toHaveLength(2);
    await expect(rename('Pack')).rejects.toThrow('A state called "Pack" already exists.');
  });

  it.each([
    ['nothing', ''],
    ['half a file', '{ "StartAt": "A", "States": { "A": { "Ty'],
    ['an array', '[1, 2'],
    ['states that are none', '{"StartAt": 1, "States": [{"Type": {}}]}'],
    [
      'hostile names',
      '{"__proto__": {"Type": "Pass"}, "States": {"__proto__": {"Type": "Map", "ItemProcessor": null}}}',
    ],
    ['deep nesting', '[{"a":'.repeat(3000)],
  ])('survives %s', async (_, text) => {
    const editor = await Conversation.start();
    await editor.open(URI, text);
    await editor.diagnostics(URI);
    const at = { textDocument: { uri: URI }, position: { line: 0, character: Math.min(text.length, 40) } };
    for (const method of [
      'completion',
      'hover',
      'definition',
      'documentSymbol',
      'foldingRange',
      'codeLens',
      'prepareRename',
    ]) {
      await editor.request(`textDocument/${method}`, at);
    }
    await editor.request('stepwise/graph', { uri: URI });
    expect(editor.log).toEqual([]);
    await editor.change(URI, machine('Ship'));
    expect(await editor.diagnostics(URI)).toEqual([]);
  });

  it('answers what the client asks of a project', async () => {
    const editor = await Conversation.start();
    const uri = sampleUri('order-fulfilment.asl.json');
    const graph = await editor.request<{ name: string; view: { nodes: unknown[] } }>('stepwise/graph', { uri });
    expect(graph.name).toBe('order-fulfilment');
    expect(graph.view.nodes.length).toBeGreaterThan(10);
    const project = await editor.request<{ functions: { file?: string; exportName?: string }[] }>('stepwise/project', {
      uri,
    });
    expect(project.functions.length).toBeGreaterThanOrEqual(4);
    expect(await editor.request('stepwise/possibleEvents', { uri })).toBeInstanceOf(Array);
    expect(project).not.toHaveProperty('possibleEvents');
    const handler = project.functions.find(({ file }) => file !== undefined)!;
    const handlers = await editor.request<{ exportName: string; line: number }[]>('stepwise/handlers', {
      uri: pathToFileURL(handler.file!).toString(),
    });
    expect(handlers[0]?.exportName).toBe(handler.exportName);
    const machines = await editor.request<{ name: string }[]>('stepwise/machines', { uri });
    expect(machines).toHaveLength(1);
    const other = sampleUri('../refund-approval/refund-approval.asl.json');
    expect(await editor.request('stepwise/sampleInput', { uri: other })).toMatch(/^\{"/);
    expect(await editor.request('stepwise/sampleInput', { uri })).toBeNull();
    expect(await editor.request('stepwise/sampleInput', { uri: `${uri}.none` })).toBeNull();
    expect(await editor.request('stepwise/stateAt', { uri, line: 0, character: 0 })).toBeNull();
  });

  it('serves a machine inside a template', async () => {
    const editor = await Conversation.start();
    const uri = 'file:///machines/template.yaml';
    const text = [
      'Resources:',
      '  Flow:',
      '    Type: AWS::Serverless::StateMachine',
      '    Properties:',
      '      Definition:',
      '        StartAt: Work',
      '        States:',
      '          Work:',
      '            Type: Pass',
      '            Next: Dome',
      '          Done:',
      '            Type: Succeed',
    ].join('\n');
    await editor.open(uri, text, 'yaml');
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toContain('unknown-state');
    const items = await editor.completion(uri, { line: 9, character: 20 });
    expect(items.map(({ label }) => label)).toContain('Done');
    const lenses = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(lenses[0]).toMatchObject({ range: { start: { line: 4 } }, command: { arguments: [uri, 'Flow'] } });
  });

  it('says what no template fills in, and takes it back when one does', async () => {
    const definition =
      '{ "StartAt": "Pack", "States": { "Pack": { "Type": "Task", "Resource": "${Pack}", "End": true } } }';
    const template = (filled: string): string =>
      `Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: flow.asl.json${filled} }\n`;
    const folder = temporaryFolder({ 'template.yaml': template(''), 'flow.asl.json': definition });
    const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
    const editor = await Conversation.start({}, [folder]);
    await editor.open(uriOf('flow.asl.json'), definition);
    const codes = async (): Promise<unknown[]> =>
      (await editor.diagnostics(uriOf('flow.asl.json'))).map(({ code }) => code);
    expect(await codes()).toEqual(['undeclared-placeholder']);
    await editor.open(uriOf('template.yaml'), template(', DefinitionSubstitutions: { Pack: x }'), 'yaml');
    expect(await codes()).toEqual([]);
  });
});
