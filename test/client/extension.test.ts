/** The whole extension from its start to its end, and the language server that it starts: what it is told, asked, and left with. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activate, deactivate, FEATURES } from '../../client/extension';
import { LanguageServer } from '../../client/languageClient';
import { SETTINGS } from '../../client/settings/table';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';

/** What the library is asked, in place of what it does. */
interface Started {
  readonly id: string;
  readonly name: string;
  readonly server: { readonly run: object; readonly debug: object };
  readonly options: Record<string, unknown>;
  state: number;
  readonly sent: unknown[][];
}
const library = vi.hoisted(() => ({
  started: [] as Started[],
  /** What happens at each start, request and end. */
  start: (): Promise<void> => Promise.resolve(),
  answer: (): Promise<unknown> => Promise.resolve('answer'),
  dispose: (): Promise<void> => Promise.resolve(),
}));
vi.mock('vscode-languageclient/node', () => {
  class LanguageClient implements Started {
    state = 1;
    readonly sent: unknown[][] = [];
    constructor(
      readonly id: string,
      readonly name: string,
      readonly server: Started['server'],
      readonly options: Record<string, unknown>,
    ) {
      library.started.push(this);
    }
    start(): Promise<void> {
      return library.start().then(() => void (this.state = 2));
    }
    sendRequest(...request: unknown[]): Promise<unknown> {
      this.sent.push(request);
      return library.answer();
    }
    dispose(): Promise<void> {
      this.state = 3;
      return library.dispose();
    }
  }
  return { LanguageClient, State: { Stopped: 1, Starting: 3, Running: 2 }, TransportKind: { stdio: 0, ipc: 1 } };
});

beforeEach(() => {
  editor.reset();
  vi.useRealTimers();
  library.started = [];
  library.start = () => Promise.resolve();
  library.answer = () => Promise.resolve('answer');
  library.dispose = () => Promise.resolve();
});

const manifest = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
  contributes: { commands: { command: string }[] };
};

describe('the extension', () => {
  it('begins with every command of its manifest and each feature, starts one server, and leaves nothing', () => {
    const { extension } = clientContext();
    // Those of the context itself.
    const before = editor.heard;
    activate(extension);
    for (const { command } of manifest.contributes.commands) expect([...editor.commands.keys()]).toContain(command);
    expect([...editor.registered.keys()]).toEqual(
      expect.arrayContaining(['adapter stepwise', 'configuration stepwise', 'lenses', 'hovers']),
    );
    for (const event of [
      'adapterEvent',
      'startedSession',
      'endedSession',
      'activeEditor',
      'openedText',
      'extensions',
      'trust',
    ])
      expect(editor.heard).toContain(event);
    expect(library.started).toHaveLength(1);
    // The target of calls to AWS is always there to be seen.
    expect(editor.statusBarItems.length).toBeGreaterThan(0);
    deactivate();
    for (const each of extension.subscriptions) void each.dispose();
    expect({
      heard: editor.heard,
      registered: [...editor.registered.keys()],
      commands: [...editor.commands.keys()],
    }).toEqual({
      heard: before,
      registered: [],
      commands: [],
    });
    expect(library.started[0]!.state).toBe(3);
  });
});

it('has every feature that registers itself', async () => {
  const folder = path.join(__dirname, '../../client');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const modules = files.map((name) => vi.importActual<Record<string, unknown>>(path.join(folder, name)));
  const exported = (await Promise.all(modules)).flatMap((module) => Object.entries(module));
  const registering = exported.flatMap(([name, value]) => (/^register[A-Z]/.test(name) ? [value as object] : []));
  expect(registering.length).toBeGreaterThan(10);
  expect(new Set<object>(FEATURES)).toEqual(new Set(registering));
});

/** A server that has been started and is ready. */
async function started(): Promise<LanguageServer> {
  const { extension, log } = clientContext();
  const server = new LanguageServer(extension, log);
  void server.start();
  await settled();
  return server;
}
const ask = (server: LanguageServer): Promise<unknown> => server.request('stepwise/machines', { uri: 'file:///a' });

describe('the language server', () => {
  it('is a bundle beside the extension, for our languages and for templates', async () => {
    editor.isTrusted = false;
    editor.settings.set(SETTINGS.codeLens.id, false);
    await started();
    const [{ server, options }] = library.started as [Started];
    expect(server.run).toEqual({ module: '/stepwise/dist/server.js', transport: 1 });
    expect(server.debug).toMatchObject({ module: '/stepwise/dist/server.js', transport: 1 });
    expect(options).toMatchObject({
      documentSelector: [
        { language: 'asl' },
        { language: 'asl-yaml' },
        { language: 'stepwise-asl' },
        { language: 'stepwise-asl-yaml' },
        { pattern: '**/*.{yaml,yml,template}' },
        { scheme: 'file', pattern: '**/*.json' },
        { pattern: '**/*.{tf,tofu}' },
      ],
      initializationOptions: { codeLens: false, trusted: false },
      diagnosticCollectionName: 'stepwise',
    });
    expect(options['outputChannel']).toBe(editor.log);
    expect(Object.keys(options['middleware'] as object)).toContain('provideHover');
  });

  it('answers once it runs, with what was asked', async () => {
    const server = await started();
    expect(await ask(server)).toBe('answer');
    expect(library.started[0]!.sent).toEqual([['stepwise/machines', { uri: 'file:///a' }]]);
  });

  it('is waited for while it starts', async () => {
    let begin = (): void => undefined;
    library.start = () => new Promise((resolve) => (begin = resolve));
    const server = await started();
    const answer = ask(server);
    await settled();
    expect(library.started[0]!.sent).toEqual([]);
    begin();
    expect(await answer).toBe('answer');
  });

  it('answers what was asked before it was started', async () => {
    const { extension, log } = clientContext();
    const server = new LanguageServer(extension, log);
    const asked = ask(server);
    void server.start();
    expect(await asked).toEqual(await ask(server));
    expect(await asked).toBeDefined();
  });

  it('has no answer where it does not start, and says so once', async () => {
    library.start = () => Promise.reject(new Error('no module'));
    const server = await started();
    expect([await ask(server), await ask(server)]).toEqual([undefined, undefined]);
    expect(editor.said).toEqual([expect.stringMatching(/^log error: The language server did not start\./)]);
  });

  it('has no answer where it fails', async () => {
    library.answer = () => Promise.reject(new Error('broken'));
    expect(await ask(await started())).toBeUndefined();
    expect(editor.said).toEqual(['log warn: stepwise/machines: Error: broken']);
  });

  it('has ten seconds for an answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    library.answer = () => new Promise(() => undefined);
    const answer = vi.fn();
    void ask(await started()).then(answer);
    await settled();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(answer).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await settled();
    expect(answer).toHaveBeenCalledWith(undefined);
    expect(editor.said).toEqual(['log warn: stepwise/machines: The language server does not answer.']);
    library.answer = () => Promise.resolve('answer');
    await ask(await started());
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[what: string, change: () => Promise<void> | void]>([
    ['lenses are turned off or on', () => editor.settings.set(SETTINGS.codeLens.id, false)],
    ['the workspace is trusted', () => editor.fire('trust', undefined)],
  ])('starts anew when %s', async (_what, change) => {
    const server = await started();
    await change();
    await settled();
    expect(library.started.map(({ state }) => state)).toEqual([3, 2]);
    expect(await ask(server)).toBe('answer');
    expect(library.started[1]!.sent).toHaveLength(1);
    server.dispose();
    expect(library.started[1]!.state).toBe(3);
    await change();
    await settled();
    expect(library.started).toHaveLength(2);
  });

  it('is stopped without a person being bothered where it does not let go', async () => {
    library.dispose = () => Promise.reject(new Error('stuck'));
    const server = await started();
    server.dispose();
    await settled();
    expect(editor.said).toEqual(['log warn: The language server did not stop cleanly: Error: stuck']);
    expect(await ask(server)).toBeUndefined();
  });
});

it('reads its words in the language of the editor', async () => {
  const { l10n } = await import('vscode');
  const translated = l10n as { -readonly [K in keyof typeof vscode.l10n]: (typeof vscode.l10n)[K] };
  translated.bundle = { 'Show the log': 'Log zeigen' };
  const { extension } = clientContext();
  activate(extension);
  const { phrase, inEnglish } = await import('../../core/l10n/phrase');
  expect([String(phrase`Show the log`), inEnglish(() => String(phrase`Show the log`))]).toEqual([
    'Log zeigen',
    'Show the log',
  ]);
  translated.bundle = undefined;
  activate(clientContext().extension);
  expect(String(phrase`Show the log`)).toBe('Show the log');
});
