/** How the debuggers of handlers are attached, by runtime, and what the person hears where one cannot be. */
import { beforeEach, describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { registerChildSessions } from '../../client/childSessions';
import { clientContext, FakeSession } from './editor/context';
import { editor } from './editor/editor';
import { DebugConsoleMode } from './editor/vscode';

const NODE = {
  language: 'node',
  functionName: 'Charge',
  host: '127.0.0.1',
  port: 9229,
  outFiles: ['C:\\tmp\\bundle.js'],
  cwd: 'C:\\shop',
};
const PYTHON = {
  language: 'python',
  functionName: 'Reserve',
  host: '127.0.0.1',
  port: 5678,
  outFiles: [],
  cwd: '/shop',
};
const debuggers = (...types: string[]): never =>
  [{ packageJSON: {} }, { packageJSON: { contributes: { debuggers: types.map((type) => ({ type })) } } }] as never;

let session: FakeSession;

beforeEach(() => {
  editor.reset();
  editor.extensions = debuggers('pwa-node', 'debugpy');
  const context = clientContext();
  // As Windows writes it.
  Object.assign(context.extension, { extensionPath: 'C:\\ext\\stepwise' });
  registerChildSessions(context);
  session = new FakeSession();
});

async function attach(request: object): Promise<Record<string, unknown>> {
  await session.tells('stepwise.attach', { requestId: 5, request } as never);
  const [[name, answer]] = session.requests as [[string, Record<string, unknown>]];
  expect([name, answer['requestId']]).toEqual(['stepwise.attached', 5]);
  return answer;
}

describe('a handler', () => {
  it.each([
    [
      'of Node',
      NODE,
      {
        type: 'pwa-node',
        name: 'Charge',
        address: '127.0.0.1',
        port: 9229,
        outFiles: ['C:/tmp/bundle.js', 'C:/shop/**/*.{js,mjs,cjs}', '!**/node_modules/**'],
        skipFiles: ['<node_internals>/**', 'C:/ext/stepwise/dist/**'],
      },
    ],
    [
      'of Python',
      PYTHON,
      {
        type: 'debugpy',
        name: 'Reserve',
        connect: { host: '127.0.0.1', port: 5678 },
        rules: [{ path: 'C:/ext/stepwise/dist/**', include: false }],
      },
    ],
  ])('%s is attached to, as a child of the run', async (_, request, configuration) => {
    expect(await attach(request)).toMatchObject({ ok: true });
    expect(editor.started).toMatchObject([{ configuration: { request: 'attach', ...configuration } }]);
    expect(editor.started[0]!.options).toEqual({
      parentSession: session,
      lifecycleManagedByParent: true,
      compact: true,
      consoleMode: DebugConsoleMode.MergeWithParent,
      suppressDebugToolbar: false,
      suppressDebugStatusbar: true,
      suppressDebugView: true,
      suppressSaveBeforeStart: true,
    });
    expect(editor.said).toEqual([]);
  });

  it('that speaks the debug protocol itself is spoken to directly, where nobody debugs its language', async () => {
    editor.extensions = debuggers('pwa-node');
    expect(await attach(PYTHON)).toMatchObject({ ok: true });
    const connect = { host: '127.0.0.1', port: 5678 };
    expect(editor.started).toMatchObject([
      { configuration: { request: 'attach', type: 'stepwise-attached', name: 'Reserve', connect } },
    ]);
    const factory = editor.registered.get('adapter stepwise-attached') as vscode.DebugAdapterDescriptorFactory;
    const started = { configuration: editor.started[0]!.configuration } as unknown as vscode.DebugSession;
    expect(factory.createDebugAdapterDescriptor(started, undefined)).toMatchObject(connect);
  });

  it('without a debugger of Node runs on, and the person is told', async () => {
    editor.extensions = debuggers('debugpy');
    const answer = await attach(NODE);
    expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(/JavaScript debugger/) as string });
    expect(editor.started).toEqual([]);
    expect(editor.said).toEqual([expect.stringMatching(/^log warn: /), expect.stringMatching(/^warning: /)]);
  });

  it('that cannot be attached to runs on, too', async () => {
    editor.sessionsBegin = false;
    expect(await attach(NODE)).toMatchObject({ ok: false, message: expect.stringContaining('Charge') as string });
  });
});

describe('a process of a handler', () => {
  const start = async (type: string, root: string): Promise<string> => {
    const started = {
      type,
      name: 'Remote Process [0]',
      parentSession: { name: 'Charge', parentSession: { type: root } },
    };
    await editor.fire('startedSession', started);
    return started.name;
  };

  it('is called as its function is', async () => {
    expect(await start('pwa-node', 'stepwise')).toBe('Charge');
    expect(await start('pwa-node', 'pwa-node')).toBe('Remote Process [0]');
    expect(await start('debugpy', 'stepwise')).toBe('Remote Process [0]');
  });
});
