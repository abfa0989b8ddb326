/** What F5, a launch configuration and a command become: what is asked, what is filled in, and where nothing starts. */
import { beforeEach, describe, expect, it } from 'vitest';
import { registerDebugAdapter } from '../../client/debugAdapterFactory';
import { registerDebugConfigurations } from '../../client/debugConfiguration';
import { clientContext } from './editor/context';
import { editor } from './editor/editor';
import { createTextDocument } from './editor/textDocument';
import { Diagnostic, DiagnosticSeverity, Range, TabInputText, Uri } from './editor/vscode';

const ORDER = '/shop/order.asl.json';
const HANDLER = '/shop/src/app.js';
const FOLDER = { name: 'shop', index: 0, uri: Uri.file('/shop') };

type Configuration = Record<string, unknown>;
interface Provider {
  resolveDebugConfiguration(
    folder: unknown,
    configuration: Configuration,
  ): Configuration | undefined | Promise<Configuration | undefined>;
  resolveDebugConfigurationWithSubstitutedVariables(
    folder: unknown,
    configuration: Configuration,
  ): Promise<Configuration | undefined>;
}

beforeEach(() => {
  editor.reset();
  editor.folders = [FOLDER as never];
});

function provider(type: string, answers: Parameters<typeof clientContext>[0] = {}): Provider {
  const context = clientContext(answers);
  registerDebugConfigurations(context);
  return editor.registered.get(`configuration ${type}`) as Provider;
}

const inTab = (file: string): void =>
  void (editor.tabs = { tabs: [], activeTab: { input: new TabInputText(Uri.file(file) as never) } as never });

describe('F5 without a launch configuration', () => {
  it.each<[string, string | undefined, Configuration, Configuration]>([
    ['the active file', ORDER, {}, { type: 'stepwise', request: 'launch', name: 'order.asl.json', program: ORDER }],
    [
      'what it says',
      ORDER,
      { program: '/x.yaml', name: 'Mine' },
      { type: 'stepwise', request: 'launch', name: 'Mine', program: '/x.yaml' },
    ],
    [
      'more than that',
      ORDER,
      { name: '', program: 7, clock: 'skip' },
      { type: 'stepwise', request: 'launch', name: 'order.asl.json', program: ORDER, clock: 'skip' },
    ],
    [
      'the one machine of the project, where the active file is nothing to run',
      '/shop/README.md',
      {},
      { type: 'stepwise', request: 'launch', name: 'order.asl.json', program: ORDER },
    ],
  ])('runs %s', async (_, active, given, resolved) => {
    if (active !== undefined) inTab(active);
    expect(await provider('stepwise', ANSWERS).resolveDebugConfiguration(undefined, given)).toEqual(resolved);
  });

  it('says what to open', async () => {
    expect(await provider('stepwise').resolveDebugConfiguration(undefined, {})).toBeUndefined();
    expect(editor.said).toEqual([expect.stringMatching(/^error: No state machine found/)]);
  });

  it.each<[Configuration, Configuration]>([
    [{}, { name: 'Lambda Handler', program: HANDLER }],
    [
      { name: 'Mine', program: '/x.py', target: 'machine' },
      { name: 'Mine', program: '/x.py' },
    ],
  ])('on a handler, %j', (given, resolved) => {
    inTab(HANDLER);
    expect(provider('stepwise-handler').resolveDebugConfiguration(undefined, given)).toEqual({
      type: 'stepwise',
      request: 'launch',
      target: 'function',
      ...resolved,
    });
  });
});

/** What the server knows of the two files. */
const EVENTS = [
  { label: 'order/large', file: '/shop/events/order/large.json' },
  { label: 'any', file: '/shop/events/any.json' },
  { label: 'pack/small', file: '/shop/events/pack/small.json' },
];
const PACK = { name: 'Pack', names: ['PackFunction'], file: HANDLER, exportName: 'pack' };
const PROJECT = { root: '/shop', functions: [PACK], machines: [{ name: 'Order', file: ORDER }], events: EVENTS };
const FUNCTION = { name: 'Pack', exportName: 'pack', line: 3, from: 3, to: 6, takesEvent: true, isAnnounced: true };
const ANSWERS = {
  'stepwise/project': () => PROJECT,
  'stepwise/handlers': () => [FUNCTION],
};

async function resolve(
  given: Configuration,
  answers: Parameters<typeof clientContext>[0] = {},
  folder: unknown = FOLDER,
): Promise<Configuration | undefined> {
  return provider('stepwise', { ...ANSWERS, ...answers }).resolveDebugConfigurationWithSubstitutedVariables(
    folder,
    given,
  );
}

const labels = (index = 0): string[] =>
  editor.said[index]!.split(' | ')[1]!
    .split(' / ')
    .map((item) => item.split(' · ')[0]!);

describe('a launch', () => {
  it('is given all that a run needs', async () => {
    const { keptHistory, ...resolved } = (await resolve({ program: ORDER, input: {} }))!;
    expect(keptHistory).toMatch(/[\\/]runs[\\/][0-9a-f]{32}[\\/][0-9a-f-]{36}\.json$/);
    expect(resolved).toEqual({
      program: ORDER,
      input: {},
      mask: [],
      awsTarget: { kind: 'mock' },
      awsTargetIsOfSettings: true,
      sdkDir: expect.stringMatching(/[\\/]aws-sdk$/) as string,
      secrets: {},
      proxy: { url: undefined, noProxy: undefined, strictSsl: undefined },
      node: undefined,
      python: undefined,
      debugpyDir: undefined,
      interactive: true,
    });
    expect(editor.said).toEqual([]);
  });

  it('is of the project that names it, where that one is open beside it', async () => {
    const apart = { ...PROJECT, root: '/app' };
    const resolved = async (given: Configuration) =>
      resolve({ program: ORDER, input: {}, ...given }, { 'stepwise/project': () => apart });
    expect(await resolved({})).toMatchObject({ project: '/app' });
    expect(await resolved({ project: '/mine' })).toMatchObject({ project: '/mine' });
  });

  it('has the settings of the person, and its own before them', async () => {
    for (const [name, value] of Object.entries({
      'http.proxy': 'http://proxy.test',
      'http.noProxy': ['a.test'],
      'http.proxyStrictSSL': false,
      'stepwise.lambda.nodePath': '/n',
      'stepwise.lambda.pythonPath': '/p',
      'stepwise.mask': ['pin'],
    }))
      editor.settings.set(name, value);
    editor.settings.set('http.proxy', 'http://evil.test', 'workspaceValue');
    editor.extensions = [{ id: 'ms-python.debugpy', extensionPath: '/debugpy' } as never];
    const own = { node: '/own', mask: ['key'], awsTarget: { kind: 'endpoint', url: 'http://localhost:1' } };
    expect(await resolve({ program: ORDER, inputText: '1', ...own })).toMatchObject({
      ...own,
      mask: ['pin', 'key'],
      python: '/p',
      proxy: { url: 'http://proxy.test', noProxy: ['a.test'], strictSsl: false },
      debugpyDir: '/debugpy/bundled/libs',
      awsTargetIsOfSettings: false,
    });
    expect(await resolve({ program: ORDER, inputText: '1', ...own, awsTargetIsOfSettings: true })).toMatchObject({
      awsTarget: { kind: 'mock' },
      awsTargetIsOfSettings: true,
    });
  });

  it.each<[string, Configuration]>([
    ['input', { input: null }],
    ['inputText', { inputText: '' }],
    ['inputFile', { inputFile: 'x.json' }],
    ['resume', { resume: 'h.json' }],
  ])('with %s asks for no input', async (_, given) => {
    expect(await resolve({ program: ORDER, ...given })).toMatchObject(given);
    expect(editor.said).toEqual([]);
  });

  it.each<[string, Configuration, string, string[], Configuration]>([
    ['a machine', { program: ORDER }, 'pick: Input of order.asl.json', ['large.json', 'any.json'], {}],
    ['a named machine', { program: ORDER, machine: 'Order' }, 'pick: Input of Order', ['large.json', 'any.json'], {}],
    [
      'a function',
      { program: HANDLER },
      'pick: Event of Pack —',
      ['small.json', 'large.json', 'any.json'],
      { target: 'function', function: 'Pack', keptHistory: undefined },
    ],
    [
      'a named function',
      { program: HANDLER, function: 'PackFunction' },
      'pick: Event of PackFunction —',
      ['small.json', 'large.json', 'any.json'],
      { target: 'function', function: 'PackFunction' },
    ],
  ])('of %s offers its own events first', async (_, given, title, events, resolved) => {
    editor.answers = ['{}'];
    expect(await resolve(given)).toMatchObject({ ...resolved, inputText: '{}' });
    expect(editor.said[0]).toContain(title);
    expect(
      labels()
        // A line above them.
        .filter((label) => label !== 'Events of the project')
        .slice(0, events.length)
        .map((label) => label.split('/').at(-1)),
    ).toEqual(events);
  });

  it('starts nothing where the person chose no input', async () =>
    expect(await resolve({ program: ORDER })).toBeUndefined());

  it('remembers the input of each machine apart', async () => {
    const machines = { 'stepwise/machines': () => [{ name: 'One' }, { name: 'Two' }] };
    editor.answers = ['Two', '{}'];
    const resolved = await resolve({ program: '/shop/template.yaml' }, machines);
    expect(resolved).toMatchObject({ machine: 'Two', inputText: '{}' });
    expect(editor.said[0]).toBe('pick: Which state machine? | One / Two');
    editor.said = [];
    expect(await resolve({ program: '/shop/template.yaml' }, machines)).toBeUndefined();
    expect(editor.said).toHaveLength(1);
  });

  it.each([1, 0])('asks for no machine where there are %d', async (count) => {
    const machines = { 'stepwise/machines': () => Array.from({ length: count }, () => ({ name: 'One' })) };
    expect(await resolve({ program: ORDER, input: 1 }, machines)).not.toHaveProperty('machine');
    expect(editor.said).toEqual([]);
  });

  it('asks which function, and starts none where the person chose none', async () => {
    const both = { 'stepwise/handlers': () => [FUNCTION, { ...FUNCTION, name: 'ship', from: 9, to: 9 }] };
    editor.answers = ['ship', '{}'];
    expect(await resolve({ program: HANDLER }, both)).toMatchObject({ function: 'ship' });
    expect(await resolve({ program: HANDLER }, both)).toBeUndefined();
  });

  it('of a file without functions asks for nothing: the adapter says what to do', async () => {
    expect(await resolve({ program: HANDLER }, { 'stepwise/handlers': () => [] })).toMatchObject({ inputText: '{}' });
    expect(editor.said).toEqual([]);
  });

  it.each<[string, Configuration, boolean]>([
    ['a machine', { program: ORDER }, true],
    ['a function', { program: HANDLER }, false],
    ['one that names its own', { program: ORDER, mockFile: 'm.json' }, false],
    ['one that names half of its own', { program: ORDER, mockCase: 'A' }, false],
  ])('of %s has the test case that is chosen beside its input: %s', async (_, given, has) => {
    const cases = { 'stepwise/testCases': () => [{ name: 'Happy', file: '/shop/mocks.json' }] };
    editor.answers = has ? [/^Test case/, 'Happy', '{}'] : ['{}'];
    const resolved = await resolve(given, cases);
    expect(resolved?.['inputText']).toBe('{}');
    expect(resolved?.['mockCase']).toBe(has ? 'Happy' : given['mockCase']);
  });

  it('that tests states is asked for nothing', async () => {
    const cases = { 'stepwise/testCases': () => [{ name: 'Happy', file: '/shop/mocks.json' }] };
    expect(await resolve({ program: ORDER, target: 'state' }, cases)).toMatchObject({
      target: 'state',
      keptHistory: undefined,
    });
    expect(editor.said).toEqual([]);
  });

  it('is shown as text, and saved, before it runs', async () => {
    editor.files.set(ORDER, new Uint8Array());
    const document = createTextDocument(ORDER, '{}', 'asl');
    const saved: string[] = [];
    Object.defineProperties(document, {
      isDirty: { value: true },
      save: { value: () => Promise.resolve(saved.push(document.uri.path) > 0) },
    });
    editor.documents = [createTextDocument('/shop/other.json', '', 'json'), document];
    await resolve({ program: ORDER, input: 1 });
    expect(editor.said).toEqual(['shows: order.asl.json']);
    expect(saved).toEqual([ORDER]);
    editor.files.set(HANDLER, new Uint8Array());
    await resolve({ program: HANDLER, input: 1 });
    expect(editor.said).toEqual(['shows: order.asl.json']);
  });

  it('starts nothing without trust, or with no file', async () => {
    editor.isTrusted = false;
    expect(await resolve({ program: ORDER, input: 1 })).toBeUndefined();
    expect(editor.said).toEqual([expect.stringMatching(/^warning: .*trust/)]);
  });

  it('starts nothing where the target cannot be used', async () => {
    editor.settings.set('stepwise.aws.target', 'endpoint');
    expect(await resolve({ program: ORDER, input: 1 })).toBeUndefined();
    expect(editor.said).toHaveLength(1);
  });
});

describe('a mistake in the syntax', () => {
  function mistake(source: string, code: unknown): void {
    const range = new Range(4, 2, 4, 3);
    const found = new Diagnostic(range, 'A comma is missing.', DiagnosticSeverity.Error);
    editor.diagnostics.set(Uri.file(ORDER) as never, [Object.assign(found, { source, code }) as never]);
  }

  it.each<[string, unknown, boolean]>([
    ['Stepwise', 'json-syntax', true],
    ['Stepwise', { value: 'yaml-syntax' }, true],
    ['Stepwise', 'unknown-state', false],
    ['another', 'json-syntax', false],
  ])('of %s, %j, stops the launch: %s', async (source, code, stops) => {
    mistake(source, code);
    expect((await resolve({ program: ORDER, input: 1 })) === undefined).toBe(stops);
    expect(editor.said).toEqual(
      stops ? ['error: order.asl.json cannot run yet. Line 5: A comma is missing. | Show'] : [],
    );
  });

  it('is shown where the person wants it, and counts nothing for a handler', async () => {
    mistake('Stepwise', 'json-syntax');
    editor.answers = ['Show'];
    await resolve({ program: ORDER, input: 1 });
    await editor.fire('nothing', undefined);
    expect(editor.said.at(-1)).toBe('shows: order.asl.json');
    expect(await resolve({ program: ORDER, target: 'function', function: 'f', input: 1 })).toBeDefined();
  });
});

describe('the debug adapter', () => {
  it.each<[number, string | undefined, string[]]>([
    [1, undefined, []],
    [1, '9229', []],
    [2, undefined, []],
    [2, '9229', ['--inspect=9229']],
  ])('in mode %d with the port %s is started with %j', (extensionMode, port, options) => {
    if (port !== undefined) process.env['STEPWISE_INSPECT_DEBUGGER'] = port;
    const context = clientContext();
    Object.assign(context.extension, { extensionMode });
    registerDebugAdapter(context);
    delete process.env['STEPWISE_INSPECT_DEBUGGER'];
    const factory = editor.registered.get('adapter stepwise') as { createDebugAdapterDescriptor(): object };
    expect(factory.createDebugAdapterDescriptor()).toMatchObject({
      command: 'node',
      args: [...options, '/stepwise/dist/cli.js', 'dap', '--stdio'],
    });
  });
});
