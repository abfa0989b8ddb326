/** What the menus know of the active file, and what stands above the cases of a MockConfigFile.json. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerContextKeys } from '../../client/contextKeys';
import { registerMockConfigs } from '../../client/mockConfigs';
import { registerStatusBar } from '../../client/statusBar';
import { CONTEXT_KEYS } from '../../client/contextKey';
import { SETTINGS } from '../../client/settings/table';
import { COMMANDS } from '../../messages/ids';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';
import { createTextDocument } from './editor/textDocument';
import { TabInputText, Uri } from './editor/vscode';

beforeEach(() => editor.reset());

const keys = (): unknown[] =>
  [CONTEXT_KEYS.activeFileIsHandler, CONTEXT_KEYS.activeFileExportsFunction, CONTEXT_KEYS.activeFileIsMachine].map(
    (key) => editor.context.get(key),
  );

describe('the active file', () => {
  const HANDLERS = ['app.js', 'app.mts', 'app.py', 'app.cjs', 'app.rb', 'App.java', 'main.go', 'Function.cs'];

  async function activate(file: string, { handlers = 0, helpers = 0, machines = 0 }): Promise<void> {
    registerContextKeys(
      clientContext({
        'stepwise/handlers': () =>
          Array.from({ length: handlers + helpers }, (_, index) => ({ isAnnounced: index < handlers })),
        'stepwise/machines': () => Array.from({ length: machines }),
      }),
    );
    editor.tabs = { tabs: [], activeTab: { input: new TabInputText(Uri.file(`/shop/${file}`) as never) } as never };
    await editor.fire('tabs', { closed: [] });
    await settled();
  }

  type Found = Parameters<typeof activate>[1];

  it.each<[string, Found, boolean[]]>([
    ...HANDLERS.map((file): [string, Found, boolean[]] => [file, { handlers: 1, machines: 1 }, [true, true, false]]),
    ['app.js', { helpers: 1, machines: 1 }, [false, true, false]],
    ['app.js', { machines: 1 }, [false, false, false]],
    ['a.asl.json', { handlers: 1 }, [false, false, true]],
    ['a.asl.yml', {}, [false, false, true]],
    ['template.yaml', { machines: 1, handlers: 1 }, [false, false, true]],
    ['template.yaml', {}, [false, false, false]],
    ['notes.md', { machines: 1, handlers: 1 }, [false, false, false]],
  ])('%s with %j', async (file, found, expected) => {
    await activate(file, found);
    expect(keys()).toEqual(expected);
  });

  it.each([
    ['app.py', true],
    ['app.rb', false],
    ['template.yaml', false],
  ])('%s stops at breakpoints: %s', async (file, expected) => {
    await activate(file, { handlers: 1 });
    expect(editor.context.get(CONTEXT_KEYS.activeFileIsDebuggable)).toBe(expected);
  });

  it.each([
    ['App.java', 'java', true],
    ['main.go', 'go', false],
    // Ours stops at breakpoints, too.
    ['app.py', 'python', false],
  ])('%s is left to another debugger: %s', async (file, language, expected) => {
    const debuggers = ['java', 'python'].map((type) => ({ type, languages: [type] }));
    editor.extensions = [{ packageJSON: { contributes: { debuggers } } } as never];
    editor.documents = [createTextDocument(`/shop/${file}`, '', language) as never];
    await activate(file, { handlers: 1 });
    expect(editor.context.get(CONTEXT_KEYS.activeFileIsDebuggedByOthers)).toBe(expected);
  });

  it.each([
    ['new sfn.StateMachine(this, "Flow")', 1, true],
    ['new sfn.StateMachine(this, "Flow")', 0, false],
    // Of most sources nothing is asked.
    ['export const handler = 1;', 1, false],
  ])('of code %j declares a machine where the project finds %d in it', async (text, count, expected) => {
    const document = createTextDocument('/shop/stack.ts', text, 'typescript');
    editor.documents = [document as never];
    registerContextKeys(
      clientContext({
        'stepwise/handlers': () => [],
        'stepwise/declaredMachines': () => Array.from({ length: count }),
      }),
    );
    await editor.fire('activeEditor', { document });
    await settled();
    expect(editor.context.get(CONTEXT_KEYS.activeFileDeclaresMachine)).toBe(expected);
  });

  it.each([
    ['.vscode/launch.json', true],
    ['tasks.json', false],
    ['app.js', false],
  ])('%s is where debugging is configured: %s', async (file, expected) => {
    await activate(file, {});
    expect(editor.context.get(CONTEXT_KEYS.activeFileIsLaunchFile)).toBe(expected);
  });

  it('that was seen before is known at once', async () => {
    let answer = (): Promise<unknown> => Promise.resolve([{ isAnnounced: true }]);
    registerContextKeys(clientContext({ 'stepwise/handlers': () => answer() }));
    const activeEditor = { document: { uri: Uri.file('/shop/app.js') } };
    await editor.fire('activeEditor', activeEditor);
    await editor.fire('activeEditor', { document: { uri: Uri.file('/shop/notes.md') } });
    expect(keys()).toEqual([false, false, false]);
    answer = () => new Promise(() => undefined);
    await editor.fire('activeEditor', activeEditor);
    expect(keys()).toEqual([true, true, false]);
  });

  it('is the last one, whoever the server answers first', async () => {
    const answers: ((found: unknown) => void)[] = [];
    registerContextKeys(clientContext({ 'stepwise/handlers': () => new Promise((resolve) => answers.push(resolve)) }));
    for (const name of ['one', 'two']) {
      await editor.fire('activeEditor', { document: { uri: Uri.file(`/shop/${name}.js`) } });
    }
    answers[1]!([]);
    await settled();
    answers[0]!([{ isAnnounced: true }]);
    await settled();
    expect(keys()).toEqual([false, false, false]);
  });
});

describe('the first file of a window', () => {
  const inFront = (file: string): void =>
    void (editor.tabs = { tabs: [], activeTab: { input: new TabInputText(Uri.file(file) as never) } as never });

  it.each([
    ['/shop/app.js', [true, true, false]],
    ['/shop/template.yaml', [false, false, true]],
  ])('%s is asked for again when the server answers', async (file, expected) => {
    let answers = false;
    const found = (): object[] | undefined => (answers ? [{ isAnnounced: true }] : undefined);
    inFront(file);
    registerContextKeys(clientContext({ 'stepwise/handlers': found, 'stepwise/machines': found }));
    await settled();
    expect(keys()).toEqual([false, false, false]);
    answers = true;
    await editor.fire('serverStarted', undefined);
    expect(keys()).toEqual(expected);
  });

  it('is a machine once its text has the language of one', async () => {
    inFront('/shop/flow.json');
    registerContextKeys(clientContext({ 'stepwise/machines': () => [] }));
    await settled();
    expect(keys()).toEqual([false, false, false]);
    const { document } = await editor.open('/shop/flow.json', '{}', 'asl');
    await editor.fire('openedText', document);
    expect(keys()).toEqual([false, false, true]);
  });
});

describe('a MockConfigFile.json', () => {
  const VIEW = {
    problems: [
      { start: 0, end: 1, message: 'No such state.', severity: 'error' },
      { start: 1, end: 2, message: 'Never used.', severity: 'information' },
    ],
    cases: [
      { name: 'Happy', machine: 'Order', program: '/shop/order.asl.json', start: 0, end: 1 },
      { name: 'Homeless', machine: 'Other', start: 1, end: 2 },
    ],
  };

  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  it('is checked when typing pauses, once', async () => {
    let asked = 0;
    registerMockConfigs(clientContext({ 'stepwise/mockConfig': () => (asked++, VIEW) }));
    const { document } = await editor.open('/shop/MockConfigFile.json', '{ }', 'json');
    for (let edits = 0; edits < 3; edits++) await editor.fire('changedText', { document });
    expect(asked).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    await settled();
    expect([asked, editor.diagnostics.of('MockConfigFile.json')]).toEqual([
      1,
      ['error: No such state.', 'information: Never used.'],
    ]);
    await editor.fire('closedText', document);
    expect(editor.diagnostics.of('MockConfigFile.json')).toEqual([]);
  });

  it('offers to run and debug the cases whose machine is known, where lenses are wanted', async () => {
    registerMockConfigs(clientContext({ 'stepwise/mockConfig': () => VIEW }));
    const { document } = await editor.open('/shop/MockConfigFile.json', '{ }', 'json');
    const { provideCodeLenses } = editor.registered.get('lenses') as {
      provideCodeLenses(of: object): Promise<{ command: { command: string; arguments: unknown[] } }[]>;
    };
    const lenses = (await provideCodeLenses(document)).map(({ command }) => [command.command, command.arguments]);
    const args = ['file:///shop/order.asl.json', 'Order', { mockFile: '/shop/MockConfigFile.json', mockCase: 'Happy' }];
    expect(lenses).toEqual([
      [COMMANDS.runWorkflow, args],
      [COMMANDS.debugWorkflow, args],
    ]);
    editor.settings.set(SETTINGS.codeLens.id, false);
    expect(await provideCodeLenses(document)).toEqual([]);
  });
});

it('shows the target of AWS calls at once, and warns while it is AWS', () => {
  registerStatusBar(clientContext());
  const items = editor.statusBarItems as unknown as { isShown: boolean; text: string; backgroundColor: unknown }[];
  const item = items.at(-1);
  expect(item).toMatchObject({
    isShown: true,
    backgroundColor: undefined,
    text: expect.stringContaining('mock') as string,
  });
  editor.settings.set(SETTINGS.awsRegion.id, 'eu-west-1');
  editor.settings.set(SETTINGS.awsTarget.id, 'aws');
  expect(item!.text).toContain('eu-west-1');
  expect(item!.backgroundColor).toBeDefined();
});
