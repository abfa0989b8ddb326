/** Through the language server: whatever an editor shows of a definition can be read, and hovers hold nothing but text. */
import { beforeAll, expect, test } from 'vitest';
import type { CodeAction, CompletionItem, DocumentSymbol, Hover, Position } from 'vscode-languageserver/node';
import type { MockConfigView } from '../../messages/languageClient';
import { Conversation } from '../server/conversation';
import { brokenDefinition, soundDefinition } from './definitions';
import { expectReadable } from './laws';
import { expectPlainMarkdown } from './markdownLaws';
import { HOSTILE } from './texts';

let editor: Conversation;
beforeAll(async () => void (editor = await Conversation.start()));

/** Where a definition's every string begins: its keys and values. */
function placesIn(source: string): Position[] {
  return source
    .split('\n')
    .flatMap((line, number) => [...line.matchAll(/"/g)].map(({ index }) => ({ line: number, character: index + 1 })))
    .filter((_, index) => index % 2 === 0);
}

function flat(symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flat(symbol.children ?? [])]);
}

test.each(HOSTILE)('%s', async (tries, text) => {
  for (const [kind, make] of [
    ['sound', soundDefinition],
    ['broken', brokenDefinition],
  ] as const) {
    const source = JSON.stringify(make(text), null, 1);
    const uri = `file:///machines/${encodeURIComponent(`${kind} ${tries}`)}.asl.json`;
    const at = { textDocument: { uri } };
    await editor.open(uri, source);
    const diagnostics = await editor.diagnostics(uri);
    if (kind === 'broken') expect(diagnostics).not.toEqual([]);
    const docs: string[] = [];
    const shown: (string | undefined)[] = diagnostics.flatMap(({ message, relatedInformation }) => [
      message as string,
      ...(relatedInformation ?? []).map((related) => related.message),
    ]);
    const symbols = flat(await editor.request<DocumentSymbol[]>('textDocument/documentSymbol', at));
    shown.push(...symbols.flatMap(({ name, detail }) => [name, detail]));
    for (const position of placesIn(source)) {
      const hover = await editor.request<Hover | null>('textDocument/hover', { ...at, position });
      if (hover) docs.push((hover.contents as { value: string }).value);
    }
    const next = source.split('\n').findIndex((line) => line.includes('"Next": "'));
    const items = await editor.completion(uri, {
      line: next,
      character: source.split('\n')[next]!.indexOf('": "') + 4,
    });
    expect(items.length).toBeGreaterThan(1);
    for (const item of items) {
      const resolved = await editor.request<CompletionItem>('completionItem/resolve', item);
      expect(resolved.documentation).toBeDefined();
      shown.push(item.label, item.detail);
      docs.push((resolved.documentation as { value: string }).value);
    }
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
      ...at,
      range,
      context: { diagnostics },
    });
    shown.push(...actions.map(({ title }) => title));
    for (const each of shown) {
      expectReadable(each ?? '');
      expect(each ?? '').not.toContain('\n');
    }
    expect(docs.length).toBeGreaterThan(kind === 'sound' ? 10 : 1);
    docs.forEach(expectPlainMarkdown);
  }
});

test('mistakes of a mock configuration', async () => {
  for (const [, text] of HOSTILE) {
    const config = {
      StateMachines: { [text]: { TestCases: { [text]: { [text]: text } } } },
      MockedResponses: { [text]: { [text]: {} } },
    };
    const params = { uri: 'file:///machines/MockConfigFile.json', text: JSON.stringify(config) };
    const { problems } = await editor.request<MockConfigView>('stepwise/mockConfig', params);
    for (const { message } of problems) {
      expectReadable(message);
      expect(message).not.toContain('\n');
    }
  }
});
