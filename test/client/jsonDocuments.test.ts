/** Data written as a document: what stands above it, when it is handed over, and what becomes of it otherwise. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { JsonDocuments, SCHEME, type JsonRequest, type WrittenJson } from '../../client/jsonDocuments';
import { editor, settled } from './editor/editor';
import { CancellationTokenSource, FileType } from './editor/vscode';

const REQUEST: JsonRequest = { name: 'Answer of Pay', text: '{"a":1}\n\n', action: 'Hand over' };

let documents: JsonDocuments;
beforeEach(() => {
  editor.reset();
  documents = new JsonDocuments();
});

interface Lens {
  readonly range: vscode.Range;
  readonly command: { readonly title: string; readonly command: string; readonly arguments?: unknown[] };
}
const opened = (): vscode.TextDocument => editor.documents.at(-1)!;
const lenses = (): Lens[] =>
  (editor.registered.get(`lenses ${SCHEME}`) as { provideCodeLenses(of: object): Lens[] }).provideCodeLenses(opened());
const press = async (title: string): Promise<void> => {
  const { command } = lenses().find((each) => each.command.title.endsWith(title))!;
  await editor.commands.get(command.command)!(...command.arguments!);
  await settled();
};

/** Opens it; `written` is what comes of it. */
function ask(more: Partial<JsonRequest> = {}, token?: vscode.CancellationToken) {
  const state: { written?: WrittenJson; isOver: boolean } = { isOver: false };
  void documents.ask({ ...REQUEST, ...more }, token).then((written) => Object.assign(state, { written, isOver: true }));
  return settled().then(() => state);
}

it('has the lines above it that were asked for', async () => {
  await ask({
    icon: 'zap',
    keepAction: 'Hand over and keep',
    others: [
      { icon: 'wand', title: 'Fill in', act: () => Promise.resolve(undefined) },
      { icon: 'trash', title: 'Never', isOffered: (text) => text.includes('b'), act: () => Promise.resolve(undefined) },
      { icon: 'add', title: 'Often', isOffered: (text) => text.includes('a'), act: () => Promise.resolve(undefined) },
    ],
    notes: { a: 'Of the order', missing: 'Of nothing' },
  });
  const uri = opened().uri.toString();
  expect(lenses().map(({ range, command }) => [range.start.line, range.start.character, command])).toEqual([
    [0, 0, { title: '$(zap) Hand over', command: 'stepwise.handOverDocument', arguments: [uri, false] }],
    [0, 0, { title: '$(save) Hand over and keep', command: 'stepwise.handOverDocument', arguments: [uri, true] }],
    [0, 0, { title: '$(wand) Fill in', command: 'stepwise.actOnDocument', arguments: [uri, 0] }],
    [0, 0, { title: '$(add) Often', command: 'stepwise.actOnDocument', arguments: [uri, 2] }],
    [0, 1, { title: 'Of the order', command: '' }],
  ]);
});

it('has one line where nothing else was asked for, and none once it is over', async () => {
  await ask();
  expect(lenses().map(({ command }) => command.title)).toEqual(['$(check) Hand over']);
  const document = opened();
  await press('Hand over');
  const provider = editor.registered.get(`lenses ${SCHEME}`) as { provideCodeLenses(of: object): Lens[] };
  expect(provider.provideCodeLenses(document)).toEqual([]);
});

describe('is handed over', () => {
  it.each([
    ['Hand over', false],
    ['Hand over and keep', true],
  ])('by the line "%s"', async (title, keep) => {
    const state = await ask({ keepAction: 'Hand over and keep' });
    await press(title);
    expect(state).toEqual({ written: { value: { a: 1 }, text: '{"a":1}', keep }, isOver: true });
  });

  it.each<[string, Partial<JsonRequest>, RegExp]>([
    ['it is no JSON', { text: '{"a":' }, /^error: This is not valid JSON\. /],
    ['its value will not do', { problemOf: () => 'It must be a list.' }, /^error: It must be a list\.$/],
  ])('not where %s, and the person may go on', async (_, more, says) => {
    const state = await ask(more);
    editor.said = [];
    await press('Hand over');
    expect(editor.said).toEqual([expect.stringMatching(says)]);
    expect(state.isOver).toBe(false);
  });
});

it('is named for what it is, in a folder by which it has a schema, and each is another', async () => {
  await ask({ folder: 'event', name: 'a/b' });
  const first = opened().uri;
  await ask({ folder: 'event', name: 'a/b' });
  expect([first.scheme, first.path]).toEqual([SCHEME, '/event/a b.json']);
  expect(opened().uri.toString()).not.toBe(first.toString());
});

it('is no longer waited for where that was cancelled, or the window goes', async () => {
  const source = new CancellationTokenSource();
  const [cancelled, left] = [await ask({}, source.token as never), await ask()];
  source.cancel();
  await settled();
  expect([cancelled.isOver, left.isOver]).toEqual([true, false]);
  documents.dispose();
  await settled();
  expect(left).toEqual({ written: undefined, isOver: true });
});

it('tells each change, and takes the text of an action for its own', async () => {
  const changed = vi.fn();
  const act = vi.fn((text: string) => Promise.resolve(text.includes('a') ? '{"b":2}' : undefined));
  await ask({ changed, others: [{ icon: 'wand', title: 'Fill in', act }] });
  const apply = vi.spyOn(editor, 'applies');
  await editor.fire('changedText', { document: opened() });
  expect(changed).toHaveBeenLastCalledWith('{"a":1}\n');
  await press('Fill in');
  expect(act).toHaveBeenLastCalledWith('{"a":1}\n');
  expect(apply.mock.calls.map(([edits]) => edits.map(([, text]) => text))).toEqual([['{"b":2}\n']]);
  apply.mockRestore();
});

it('is a file that may be read and written, and neither made, renamed nor removed', async () => {
  await ask();
  const files = editor.registered.get(`files ${SCHEME}`) as vscode.FileSystemProvider;
  const { uri } = opened();
  expect(await files.stat(uri)).toMatchObject({ type: FileType.File, size: 8 });
  await files.writeFile(uri, new TextEncoder().encode('[1]'), { create: true, overwrite: true });
  expect(new TextDecoder().decode(await files.readFile(uri))).toBe('[1]');
  expect(await files.readDirectory(uri)).toEqual([]);
  const other = uri.with({ authority: '99' });
  for (const refused of [
    () => files.delete(uri, { recursive: false }),
    () => files.createDirectory(uri),
    () => files.rename(uri, other, { overwrite: true }),
    () => files.readFile(other),
    () => files.stat(other),
  ])
    expect(refused).toThrow();
});
