/** What an editor is given inside a definition that a template holds as text. */
import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, Hover, Location, Position, WorkspaceEdit } from 'vscode-languageserver/node';
import { Conversation } from './conversation';

const URI = 'file:///stack/template.yaml';

const block = (definition: string, tag = ''): string =>
  [
    'Resources:',
    '  Orders:',
    '    Type: AWS::StepFunctions::StateMachine',
    '    Properties:',
    `      DefinitionString: ${tag}|`,
    ...definition.split('\n').map((line) => `        ${line}`),
    '',
  ].join('\n');

const quotedIn = (quote: '"' | "'", definition: string): string => {
  const text = quote === '"' ? JSON.stringify(definition) : `'${definition}'`;
  return `Resources:\n  Orders:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: ${text}\n`;
};

const machine = (next: string): string =>
  `{ "StartAt": "Pack",\n  "States": {\n    "Pack": { "Type": "Pass", "Next": "${next}" },\n    "Ship": { "Type": "Succeed" } } }`;

const FORMS: Record<string, (definition: string) => string> = {
  'a block': block,
  'a block with !Sub': (definition) => block(definition, '!Sub '),
  'double quotes': (definition) => quotedIn('"', definition),
  'single quotes': (definition) => quotedIn("'", definition.replaceAll('\n', '')),
};

function placeOf(text: string, mark: string, part = 0): Position {
  const before = text.slice(0, text.indexOf(mark) + part);
  return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
}

function applied(text: string, edit: WorkspaceEdit | undefined): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, character);
  return (edit?.changes?.[URI] ?? [])
    .map(({ range, newText }) => ({ start: offsetOf(range.start), end: offsetOf(range.end), newText }))
    .sort((one, other) => other.start - one.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

describe.each(Object.entries(FORMS))('a definition in %s', (_, template) => {
  const about = { textDocument: { uri: URI } };

  it('hovers, leads to the state, and renames it everywhere', async () => {
    const text = template(machine('Ship'));
    const editor = await Conversation.start();
    await editor.open(URI, text, 'yaml');
    const key = placeOf(text, 'Next', 1);
    const hover = await editor.request<Hover>('textDocument/hover', { ...about, position: key });
    expect(hover.contents).toMatchObject({ value: expect.stringContaining('**Next**') as string });

    const position = placeOf(text, 'Ship', 1);
    const [definition] = await editor.request<Location[]>('textDocument/definition', { ...about, position });
    expect(text.split('\n')[definition!.range.start.line]!.slice(definition!.range.start.character)).toMatch(
      /^\\?"Ship\\?": \{/,
    );
    const edit = await editor.request<WorkspaceEdit>('textDocument/rename', {
      ...about,
      position,
      newName: 'Send off',
    });
    expect(applied(text, edit)).toBe(text.replaceAll('Ship', 'Send off'));
  });

  it('completes states and mends a misspelt one', async () => {
    const text = template(machine('Shp'));
    const editor = await Conversation.start();
    await editor.open(URI, text, 'yaml');
    const items = await editor.completion(URI, placeOf(text, 'Shp', 1));
    expect(items.map(({ label }) => label)).toEqual(['Ship', 'Pack']);
    const diagnostics = await editor.diagnostics(URI);
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-state');
    const [action] = await editor.request<CodeAction[]>('textDocument/codeAction', {
      ...about,
      range: diagnostics[0]!.range,
      context: { diagnostics: diagnostics.filter(({ code }) => code === 'unknown-state') },
    });
    expect(applied(text, action?.edit)).toBe(template(machine('Ship')));
  });

  it('can be run from where it stands', async () => {
    const text = template(machine('Ship'));
    const editor = await Conversation.start({ codeLens: true });
    await editor.open(URI, text, 'yaml');
    const lenses = await editor.request<CodeLens[]>('textDocument/codeLens', about);
    expect(lenses.map(({ range, command }) => [range.start.line, command?.arguments?.[1]])).toContainEqual([
      4,
      'Orders',
    ]);
  });
});
