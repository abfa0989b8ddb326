/** The parts of the server: what it reads, what it keeps for a moment, and what it does where something of ours fails. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { Disk } from '../../server/disk';
import { DocumentStore, syntaxOf } from '../../server/documentStore';
import { filePathOf, samePath } from '../../server/fileUri';
import { LastFailures } from '../../server/lastFailures';
import { Projects } from '../../server/projects';
import { guarded } from '../../server/serverContext';
import type { ServerContext } from '../../server/serverContext';
import { temporaryFolder } from '../harness/temporaryFolder';
import { LANGUAGES } from '../../messages/ids';
import { Conversation } from './conversation';

afterEach(() => void vi.useRealTimers());

describe('the syntax of a text', () => {
  it.each([
    ['yaml', 'a.json', 'yaml'],
    ['asl-yaml', 'a.json', 'yaml'],
    ['json', 'a.yaml', 'json'],
    ['jsonc', 'a.yaml', 'json'],
    ['asl', 'a.yaml', 'json'],
    ['states-asl', 'a.yaml', 'json'],
    ['asl-states', 'a.yaml', 'yaml'],
    ['plaintext', 'a.YML', 'yaml'],
    ['plaintext', 'a.yaml', 'yaml'],
    ['plaintext', 'a.template', 'yaml'],
    ['plaintext', 'a.yaml.json', 'json'],
    ['plaintext', 'a.json', 'json'],
  ])('called %s in %s is %s', (language, uri, syntax) => expect(syntaxOf(language, uri)).toBe(syntax));
});

describe('a file', () => {
  it.each([
    ['file:///a/b%20c.json', path.resolve('/a/b c.json')],
    ['untitled:New', undefined],
    ['vscode-remote://host/file:/a', undefined],
    ['file:///a%2Fb', undefined],
  ])('of the URI %s', (uri, file) => expect(filePathOf(uri)).toBe(file));

  it.each([
    ['/a/b', '/a/./c/../b', true],
    ['/a/b', '/a/B', false],
    [undefined, '/a', false],
    ['/a', undefined, false],
    [undefined, undefined, false],
  ])('%s is %s: %s', (one, other, same) => expect(samePath(one, other)).toBe(same));
});

describe('the project around a file', () => {
  const template = (name: string): string =>
    `Resources:\n  ${name}:\n    Type: AWS::Serverless::Function\n    Properties: { CodeUri: ., Handler: a.b, Runtime: nodejs20.x }\n`;

  it('is kept for two seconds, and read anew when it is to be forgotten', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const folder = temporaryFolder({ 'template.yaml': template('One'), 'm.asl.json': '{}', '.git/HEAD': '' });
    const projects = new Projects(new Disk(new DocumentStore()));
    const names = (): unknown => projects.names(pathToFileURL(path.join(folder, 'm.asl.json')).href).functions;
    const write = (name: string): void => writeFileSync(path.join(folder, 'template.yaml'), template(name));
    expect(names()).toEqual(['One']);
    write('Two');
    vi.setSystemTime(Date.now() + 1_999);
    expect(names()).toEqual(['One']);
    vi.setSystemTime(Date.now() + 1);
    expect(names()).toEqual(['Two']);
    write('Three');
    projects.forget();
    expect(names()).toEqual(['Three']);
    expect(projects.names('untitled:New')).toEqual({ functions: [], placeholders: [] });
  });
});

test('the machines that call a function of a file are those of its project, wherever they lie', () => {
  const flow = (name: string): string =>
    JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: `\${${name}}`, End: true } } });
  const folder = temporaryFolder({
    '.git/HEAD': '',
    'infra/template.yaml': `Resources:
  Pack: { Type: AWS::Serverless::Function, Properties: { CodeUri: ../src, Handler: app.pack, Runtime: nodejs20.x } }
  Ship: { Type: AWS::Serverless::Function, Properties: { CodeUri: ../src, Handler: app.ship, Runtime: nodejs20.x } }
  Packing: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: ../flows/packing.asl.json } }
  Shipping: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: ../flows/shipping.asl.json } }
`,
    'src/app.js': 'exports.pack = async () => 1;\nexports.ship = async () => 1;\n',
    'flows/packing.asl.json': flow('Pack'),
    'flows/shipping.asl.json': flow('Ship'),
  });
  const projects = new Projects(new Disk(new DocumentStore()));
  const callers = (file: string, name?: string): string[] =>
    projects.callers(path.join(folder, file), name).map((each) => `${each.name} ${path.relative(folder, each.file)}`);
  const shipping = `Shipping ${path.join('flows', 'shipping.asl.json')}`;
  expect(callers('src/app.js')).toEqual([`Packing ${path.join('flows', 'packing.asl.json')}`, shipping]);
  expect([callers('src/app.js', 'ship'), callers('src/app.js', 'Ship')]).toEqual([[shipping], [shipping]]);
  expect([callers('src/app.js', 'none'), callers('infra/template.yaml')]).toEqual([[], []]);
});

describe('what starts a machine', () => {
  const TEMPLATE = `Resources:
  Order:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: order.asl.json
      Events: { Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } } }
  Refund:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { StartAt: A, States: { A: { Type: Succeed } } } }
  Stock:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: stock-flow
      Definition: { StartAt: A, States: { A: { Type: Succeed } } }
      Events: { Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } } }
`;

  it('is known of the machine of a file, and of that of a name', () => {
    const definition = '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}';
    const folder = temporaryFolder({ 'template.yaml': TEMPLATE, 'order.asl.json': definition, '.git/HEAD': '' });
    const projects = new Projects(new Disk(new DocumentStore()));
    const starts = (file: string, name?: string): string[] =>
      projects.startsIn(pathToFileURL(path.join(folder, file)).href, name).map((start) => start.name);
    expect(starts('order.asl.json')).toEqual(['Nightly']);
    expect(starts('template.yaml', 'Refund')).toEqual([]);
    expect(starts('template.yaml', 'Stock')).toEqual(['Hourly']);
    expect(starts('order.asl.json', 'Another')).toEqual([]);
    expect(projects.startsIn('untitled:New', undefined)).toEqual([]);
  });
});

describe('a text that is open', () => {
  it('is read once a version and language, whoever asks', () => {
    type Handler = (params: object) => void;
    const handlers = new Map<string, Handler>();
    const connection = new Proxy(
      {},
      { get: (_, name: string) => (handler: Handler) => void handlers.set(name, handler) },
    );
    const documents = new DocumentStore();
    documents.listen(connection as never);
    const uri = 'file:///m.asl.json';
    const say = (what: string, more: object): void =>
      handlers.get(`onDid${what}TextDocument`)!({
        textDocument: { uri, version: 1, languageId: 'asl', text: '{}', ...more },
        contentChanges: [{ text: '[]' }],
      });
    expect(documents.open(uri)).toBeUndefined();
    say('Open', {});
    const first = documents.open(uri);
    expect(documents.open(uri)).toBe(first);
    say('Change', { version: 2 });
    const second = documents.open(uri);
    expect([second?.version, second === first, documents.open(uri) === second]).toEqual([2, false, true]);
    // An editor that calls a file another language opens it again.
    say('Open', { version: 2, languageId: 'yaml', text: 'a: 1' });
    expect(documents.open(uri)).toMatchObject({ languageId: 'yaml', text: { document: { language: 'yaml' } } });
    expect([documents.uris(), documents.unsaved('/m.asl.json'), documents.unsaved('/n.asl.json')]).toEqual([
      [uri],
      'a: 1',
      undefined,
    ]);
    say('Close', {});
    expect([documents.open(uri), documents.uris()]).toEqual([undefined, []]);
  });
});

describe('a handler', () => {
  function handler(fails?: unknown): { answer: (cancelled?: boolean) => unknown; log: string[] } {
    const log: string[] = [];
    const context = {
      connection: { console: { error: (text: string) => log.push(text) } },
    } as unknown as ServerContext;
    const answer = guarded(context, 'hover', 'nothing', () => {
      if (fails !== undefined) throw fails;
      return 'something';
    });
    return {
      answer: (cancelled) =>
        answer({}, cancelled === undefined ? undefined : ({ isCancellationRequested: cancelled } as never)),
      log,
    };
  }

  it('answers, but not where the request was taken back', () => {
    const { answer, log } = handler();
    expect([answer(), answer(false), answer(true)]).toEqual(['something', 'something', 'nothing']);
    expect(log).toEqual([]);
  });

  it.each([
    [new TypeError('oops'), /^hover: TypeError: oops\n +at /],
    [Object.assign(new Error('oops'), { stack: undefined }), /^hover: oops$/],
    ['oops', /^hover: oops$/],
  ])('that fails answers nothing and says why: %s', (error, said) => {
    const { answer, log } = handler(error);
    expect(answer()).toBe('nothing');
    expect(log).toEqual([expect.stringMatching(said)]);
  });
});

const URI = 'file:///machines/order.asl.json';
const MACHINE =
  '{"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "Z"}], "Default": "B"}, "Z": {"Type": "Succeed"}}}';

describe('the editor', () => {
  const lenses = (editor: Conversation): Promise<unknown[]> =>
    editor.request('textDocument/codeLens', { textDocument: { uri: URI } });

  it.each([
    [true, 1],
    [false, 0],
    [undefined, 0],
  ])('asks again for lenses where it can: %s', async (refreshSupport, times) => {
    const more = { capabilities: { workspace: { codeLens: { refreshSupport } } } };
    const editor = await Conversation.start({ codeLens: false }, [], more);
    let asked = 0;
    editor.client.onRequest('workspace/codeLens/refresh', () => void asked++);
    await editor.open(URI, MACHINE);
    expect(await lenses(editor)).toEqual([]);
    await editor.client.sendNotification('stepwise/options', { codeLens: true, unknown: true });
    expect(await lenses(editor)).not.toEqual([]);
    expect(asked).toBe(times);
    await editor.client.sendNotification('stepwise/options', { codeLens: 'no' });
    await editor.client.sendNotification('stepwise/options', null);
    expect(await lenses(editor)).not.toEqual([]);
  });

  it.each([
    [true, false, ['textDocument/formatting', 'textDocument/rangeFormatting']],
    [false, true, []],
  ])(
    'asks for the format of definitions alone where it can be told of languages: %s',
    async (dynamicRegistration, everywhere, expected) => {
      const can = { dynamicRegistration };
      const more = { capabilities: { textDocument: { formatting: can, rangeFormatting: can } } };
      const editor = await Conversation.start({}, [], more);
      const registered: { method: string; languages: string[] }[] = [];
      interface Registrations {
        readonly registrations: readonly {
          method: string;
          registerOptions: { documentSelector: { language: string }[] };
        }[];
      }
      editor.client.onRequest('client/registerCapability', ({ registrations }: Registrations) => {
        for (const { method, registerOptions } of registrations)
          registered.push({ method, languages: registerOptions.documentSelector.map(({ language }) => language) });
        return null;
      });
      await editor.open(URI, MACHINE);
      await editor.diagnostics(URI);
      expect(editor.initialized?.capabilities.documentFormattingProvider === true).toBe(everywhere);
      expect(editor.initialized?.capabilities.hoverProvider).toBe(true);
      expect(registered).toEqual(expected.map((method) => ({ method, languages: [...LANGUAGES] })));
    },
  );

  // Files of these names hold anything: what they hold says what they are.
  it.each([
    ['flow.json', 'json', '{ "StartAt": "A", "States": { "A": { "Type": "Succed" } } }', 1],
    ['flow.yml', 'yaml', 'StartAt: A\nStates:\n  A: { Type: Succed }\n', 1],
    ['flow.json', 'json', '{ "flow": { "StartAt": "A", "States": { "A": { "Type": "Succed" } } } }', 0],
    ['flow.json', 'json', '{ "States": ["A"] }', 0],
    ['flow.schema.json', 'json', '{ "StartAt": "A", "States": { "A": { "Type": "Succed" } } }', 0],
  ])('has diagnostics and lenses of a definition by its text: %s in %s, %s', async (name, language, text, count) => {
    const editor = await Conversation.start();
    const uri = `file:///shop/${name}`;
    await editor.open(uri, text, language);
    expect(await editor.diagnostics(uri)).toHaveLength(count);
    const shown = await editor.request<unknown[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(shown.length > 0).toBe(count > 0);
  });

  it('hears of a file that it closed that nothing is wrong in it, and of open ones anew when options change', async () => {
    const editor = await Conversation.start();
    await editor.open(URI, MACHINE);
    expect(await editor.diagnostics(URI)).toHaveLength(1);
    await editor.client.sendNotification('stepwise/options', {});
    expect(await editor.diagnostics(URI)).toHaveLength(1);
    await editor.client.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    expect(await editor.diagnostics(URI, null)).toEqual([]);
    expect(await lenses(editor)).toEqual([]);
    // A file that is opened again is as new: its first version counts.
    await editor.open(URI, '{}', 'asl');
    expect(await editor.diagnostics(URI)).toMatchObject([{ code: 'missing-field' }, { code: 'missing-field' }]);
  });

  it('may name one folder alone, as older ones do', async () => {
    const folder = temporaryFolder({ 'in/m.asl.json': MACHINE, 'out/m.asl.json': MACHINE });
    const rootUri = pathToFileURL(path.join(folder, 'in')).href;
    const editor = await Conversation.start({ trusted: false }, [], { workspaceFolders: null, rootUri });
    const graph = (place: string): Promise<unknown> =>
      editor.request('stepwise/graph', { uri: pathToFileURL(path.join(folder, place, 'm.asl.json')).href });
    expect(await graph('in')).not.toBeNull();
    expect(await graph('out')).toBeNull();
  });
});

test('of what completion inserts, some asks for the next list at once', async () => {
  const editor = await Conversation.start();
  const text = '{"StartAt": "A", "States": {"A": {"Type": "Task", }, "B": {"Type": "Succeed"}}}';
  await editor.open(URI, text);
  const position = { line: 0, character: text.indexOf(', }') + 2 };
  const items = await editor.request<{ label: string; command?: { command: string; title: string } }[]>(
    'textDocument/completion',
    { textDocument: { uri: URI }, position },
  );
  const asking = items.flatMap(({ label, command }) => (command ? [`${label}: ${command.command}`] : []));
  expect(asking.toSorted()).toEqual(['Next: editor.action.triggerSuggest', 'Resource: editor.action.triggerSuggest']);
});

test.each<[machines: readonly string[], files: readonly string[], of: readonly (string | undefined)[]]>([
  [['Other'], ['m'], ['m']],
  [['m', 'Other'], ['m'], ['m', undefined]],
  [['Other'], ['m', 'n'], [undefined]],
  [['m'], ['m', 'n'], ['m']],
])('cases of %j belong, where the project has %j, to %j', async (machines, files, of) => {
  const folder = temporaryFolder(Object.fromEntries(files.map((name) => [`${name}.asl.json`, MACHINE])));
  const editor = await Conversation.start({}, [folder]);
  const text = JSON.stringify({
    StateMachines: Object.fromEntries(machines.map((name) => [name, { TestCases: { Case: {} } }])),
  });
  const uri = pathToFileURL(path.join(folder, 'MockConfigFile.json')).href;
  const { cases } = await editor.request<{ cases: { machine?: string }[] }>('stepwise/mockConfig', { uri, text });
  expect(cases.map(({ machine }) => machine)).toEqual(of);
});

test('a certain failure of an expression follows when it is found, of the text that is open then', async () => {
  const editor = await Conversation.start();
  const machine = (expression: string): string =>
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
    });
  await editor.open(URI, machine("$x + 'a'"));
  const version = 1;
  const published = [await editor.diagnostics(URI, version), await editor.diagnostics(URI, version)];
  expect(
    published.map((each) => each.some(({ message }) => String(message).includes('must evaluate to a number'))),
  ).toEqual([false, true]);
});

describe('the failures of a file', () => {
  const failure = (statePath: string) => ({ statePath, sentence: 's' });

  it('are those that were told last, of the right form, a hundred at most', () => {
    const failures = new LastFailures();
    expect(failures.of('u')).toEqual([]);
    failures.take({ uri: 'u', failures: [failure('a'), failure('b')] });
    failures.take({ uri: 'v', failures: [failure('c')] });
    expect([failures.of('u'), failures.of('v')]).toEqual([[failure('a'), failure('b')], [failure('c')]]);
    for (const wrong of [undefined, null, {}, { uri: 'u' }, { uri: 1, failures: [] }, { uri: 'u', failures: {} }])
      failures.take(wrong);
    expect(failures.of('u')).toHaveLength(2);
    const edited = { ...failure('e'), edit: { at: ['x'], value: 1 } };
    const odd = [null, 'x', {}, { statePath: 'a' }, { sentence: 's' }, { ...failure('f'), edit: { at: 'x' } }];
    failures.take({ uri: 'u', failures: [...odd, edited] });
    expect(failures.of('u')).toEqual([edited]);
    failures.take({ uri: 'u', failures: odd });
    expect(failures.of('u')).toEqual([]);
    failures.take({ uri: 'u', failures: Array.from({ length: 101 }, (_, index) => failure(String(index))) });
    expect(failures.of('u').map(({ statePath }) => statePath)).toEqual(
      Array.from({ length: 100 }, (_, index) => String(index + 1)),
    );
    failures.take({ uri: 'u', failures: [] });
    expect(failures.of('u')).toEqual([]);
    expect(failures.of('v')).toHaveLength(1);
  });
});

test('tells names in stepwise.json that nothing has as they are typed, and takes them back', async () => {
  const root = temporaryFolder({
    'order.asl.json': '{"StartAt": "Pack", "States": {"Pack": {"Type": "Succeed"}}}',
    '.vscode/stepwise.json': '{}',
  });
  const editor = await Conversation.start({ trusted: true }, [root]);
  const uri = pathToFileURL(path.join(root, '.vscode/stepwise.json')).href;
  const told = async (text: string): Promise<string[]> => {
    const { problems } = await editor.request<{ problems: { start: number; end: number; message: string }[] }>(
      'stepwise/settingsFile',
      { uri, text },
    );
    return problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
  };
  expect(await told('{"mocks": {"order": {"Pakc": {}}}}')).toEqual([
    '"Pakc": The mock of the state "Pakc" answers nothing: order has no such state. Did you mean "Pack"?',
  ]);
  expect(await told('{"mocks": {"order": {"Pack": {}}}}')).toEqual([]);
  expect(await told('{"mocks": {"ord": {"Pa')).toHaveLength(1);
  expect(await told('{"moc')).toEqual([]);
});
