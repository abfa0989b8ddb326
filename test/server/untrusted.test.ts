/** In a workspace that is not trusted nothing outside its folders is read, by whatever way it is named; in a trusted one it may be. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Project } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';
import { Conversation } from './conversation';

const machine = '{"StartAt": "Secret", "States": {"Secret": {"Type": "Succeed"}}}';
const handler = 'exports.handler = async () => 1;\n';
const mocks = JSON.stringify({ StateMachines: { flow: { TestCases: { Secret: { A: 'B' } } } }, MockedResponses: {} });
const template = (resource: string): string => `Resources:\n  It:\n    ${resource}\n`;
const machineAt = (uri: string): string =>
  template(`Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: ${JSON.stringify(uri)} }`);
const functionAt = (uri: string, name = 'app.handler'): string =>
  template(`Type: AWS::Serverless::Function\n    Properties: { CodeUri: ${JSON.stringify(uri)}, Handler: ${name} }`);

interface Way {
  readonly name: string;
  /** Of the workspace; OUT becomes the path of the folder beside it. */
  readonly files: { readonly [file: string]: string };
  /** Link → where it points. */
  readonly links?: { readonly [file: string]: string };
  /** What a language server answers if it can read what is out there. */
  readonly finds: 'machine' | 'graph' | 'function' | 'lens' | 'mocks' | 'template' | 'settings';
}

const WAYS: readonly Way[] = [
  { name: 'a path with ..', files: { 'template.yaml': machineAt('../out/flow.asl.json') }, finds: 'machine' },
  { name: 'an absolute path', files: { 'template.yaml': machineAt('OUT/flow.asl.json') }, finds: 'machine' },
  { name: 'a code folder with ..', files: { 'template.yaml': functionAt('../out') }, finds: 'function' },
  { name: 'a handler with ..', files: { 'template.yaml': functionAt('.', '../out/app.handler') }, finds: 'function' },
  {
    name: 'a file in the settings',
    files: { '.vscode/stepwise.json': JSON.stringify({ functions: { It: { file: '../out/app.js' } } }) },
    finds: 'function',
  },
  { name: 'a link', files: {}, links: { 'flow.asl.json': '../out/flow.asl.json' }, finds: 'graph' },
  { name: 'an absolute link', files: {}, links: { 'flow.asl.json': 'OUT/flow.asl.json' }, finds: 'graph' },
  {
    name: 'a link to a link',
    files: {},
    links: { 'flow.asl.json': 'b.json', 'b.json': 'c.json', 'c.json': '../out/flow.asl.json' },
    finds: 'graph',
  },
  {
    name: 'a link that leads out and in again',
    files: {},
    links: { 'flow.asl.json': '../out/back.json' },
    finds: 'graph',
  },
  { name: 'a linked template', files: {}, links: { 'template.yaml': '../out/template.yaml' }, finds: 'template' },
  {
    name: 'a linked settings file',
    files: { 'flow.asl.json': machine },
    links: { '.vscode/stepwise.json': '../../out/settings.json' },
    finds: 'settings',
  },
  {
    name: 'a linked settings folder',
    files: { 'flow.asl.json': machine },
    links: { '.vscode': '../out' },
    finds: 'settings',
  },
  {
    name: 'a linked folder',
    files: { 'template.yaml': machineAt('in/flow.asl.json') },
    links: { in: '../out' },
    finds: 'machine',
  },
  {
    name: 'a linked handler',
    files: { 'flow.asl.json': machine },
    links: { 'app.js': '../out/app.js' },
    finds: 'lens',
  },
  {
    name: 'linked mocks',
    files: { 'flow.asl.json': machine },
    links: { 'MockConfigFile.json': '../out/mocks.json' },
    finds: 'mocks',
  },
];

const FINDS: Record<Way['finds'], (editor: Conversation, at: (file: string) => string) => Promise<unknown>> = {
  machine: async (editor, at) => (await projectOf(editor, at)).machines.some(({ file }) => /\bflow\./.test(file)),
  function: async (editor, at) => (await projectOf(editor, at)).functions.some(({ file }) => file !== undefined),
  template: async (editor, at) => (await projectOf(editor, at)).functions.length > 0,
  settings: async (editor, at) => (await projectOf(editor, at)).settings?.mocks['flow'] !== undefined,
  graph: async (editor, at) => (await editor.request('stepwise/graph', { uri: at('flow.asl.json') })) !== null,
  lens: async (editor, at) => (await editor.request<object[]>('stepwise/handlers', { uri: at('app.js') })).length > 0,
  mocks: async (editor, at) =>
    (await editor.request<object[]>('stepwise/testCases', { uri: at('flow.asl.json') })).length > 0,
};

function projectOf(editor: Conversation, at: (file: string) => string): Promise<Project> {
  return editor.request('stepwise/project', { uri: at('other.txt') });
}

function lay({ files, links = {} }: Way): { folder: string; at: (file: string) => string } {
  const parent = temporaryFolder({
    'out/flow.asl.json': machine,
    'out/app.js': handler,
    'out/template.yaml': functionAt('.'),
    'out/settings.json': '{"mocks": {"flow": {"A": {"return": 1}}}}',
    'out/stepwise.json': '{"mocks": {"flow": {"A": {"return": 1}}}}',
    'out/mocks.json': mocks,
    'work/inner.json': machine,
    // The project ends here.
    'work/.git/HEAD': '',
  });
  const out = path.join(parent, 'out');
  const folder = path.join(parent, 'work');
  symlinkSync('../work/inner.json', path.join(out, 'back.json'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text.replace('OUT', out));
  }
  for (const [file, target] of Object.entries(links)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    symlinkSync(target.replace('OUT', out), path.join(folder, file));
  }
  return { folder, at: (file) => pathToFileURL(path.join(folder, file)).href };
}

describe.skipIf(process.platform === 'win32').each(WAYS)('$name', (way) => {
  test.each([
    [true, true],
    [false, false],
  ])('out of a workspace whose trust is %s', async (trusted, found) => {
    const { folder, at } = lay(way);
    const editor = await Conversation.start({ trusted }, [folder]);
    expect(await FINDS[way.finds](editor, at)).toBe(found);
    expect(editor.log).toEqual([]);
  });
});

const way = WAYS[5]!;
const isFound = (editor: Conversation, at: (file: string) => string): Promise<unknown> => FINDS[way.finds](editor, at);

test('trust that is given later counts', async () => {
  const { folder, at } = lay(way);
  const editor = await Conversation.start({ trusted: false }, [folder]);
  expect(await isFound(editor, at)).toBe(false);
  await editor.client.sendNotification('stepwise/options', { trusted: true });
  expect(await isFound(editor, at)).toBe(true);
});

test('what is offered while one types is what may be read at the moment', async () => {
  const { folder, at } = lay(WAYS.find(({ finds }) => finds === 'template')!);
  const editor = await Conversation.start({ trusted: false }, [folder]);
  const uri = at('typed.asl.json');
  const before = '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "';
  await editor.open(uri, `${before}", "End": true}}}`);
  const offers = async (): Promise<boolean> => {
    const position = { line: 0, character: before.length };
    const found = await editor.request<{ label: string }[]>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    return JSON.stringify(found).includes('"It"');
  };
  expect(await offers()).toBe(false);
  await editor.client.sendNotification('stepwise/options', { trusted: true });
  expect(await offers()).toBe(true);
  await editor.client.sendNotification('stepwise/options', { trusted: false });
  expect(await offers()).toBe(false);
  const out = { name: 'out', uri: pathToFileURL(path.join(folder, '../out')).href };
  const event = { added: [out], removed: [] };
  await editor.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  expect(await offers()).toBe(true);
});

test('the folders are those of the moment', async () => {
  const { folder, at } = lay(way);
  const editor = await Conversation.start({ trusted: false }, [folder]);
  const change = (added: readonly string[], removed: readonly string[]): Promise<void> => {
    const named = (names: readonly string[]): object[] =>
      names.map((name) => ({ name, uri: pathToFileURL(path.join(folder, '..', name)).href }));
    const event = { added: named(added), removed: named(removed) };
    return editor.client.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  };
  await change(['out'], []);
  expect(await isFound(editor, at)).toBe(true);
  await change([], ['out']);
  expect(await isFound(editor, at)).toBe(false);
});

test('what is left out is told, and what is open in the editor is there', async () => {
  const { folder, at } = lay(WAYS[0]!);
  const editor = await Conversation.start({ trusted: false }, [folder]);
  expect((await projectOf(editor, at)).problems.map(({ message }) => message)).toEqual([
    'The state machine It names the definition ../out/flow.asl.json, but it lies outside the folders of this workspace, which is not trusted.',
  ]);
  const outside = pathToFileURL(path.join(folder, '../out/flow.asl.json')).href;
  expect(await editor.request('stepwise/graph', { uri: outside })).toBeNull();
  await editor.open(outside, machine);
  expect(await editor.request('stepwise/graph', { uri: outside })).not.toBeNull();
});
